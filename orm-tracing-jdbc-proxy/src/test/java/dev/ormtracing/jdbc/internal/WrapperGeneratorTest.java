package dev.ormtracing.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrapperGeneratorTest {

    @Test
    void checkedInForwarders_areWhatTheGeneratorWrites() throws Exception {
        for (Map.Entry<Path, String> file : WrapperGenerator.files().entrySet()) {
            assertThat(Files.readString(file.getKey())).as("%s", file.getKey()).isEqualTo(file.getValue());
        }
    }
}
