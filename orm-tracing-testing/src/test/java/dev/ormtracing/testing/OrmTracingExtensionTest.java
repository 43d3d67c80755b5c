package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.find;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(OrmTracingExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class OrmTracingExtensionTest {

    @RepeatedTest(20)
    void eachTest_seesItsOwnSpansOnly(OpenTelemetry openTelemetry, Traces traces) {
        assertThat(traces.text()).isEmpty();

        find("User").record(openTelemetry);

        assertThat(traces.operations()).hasSize(1);
    }
}
