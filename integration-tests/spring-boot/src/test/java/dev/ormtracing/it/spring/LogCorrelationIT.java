package dev.ormtracing.it.spring;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The trace id in the log, by Micrometer. */
@ExtendWith(OutputCaptureExtension.class)
class LogCorrelationIT {

    @Test
    void statement_isLoggedWithTheIdsOfItsOperation(CapturedOutput output) {
        LoggingPage.MICROMETER.isTrue(BootsSdk.class, output);
    }
}
