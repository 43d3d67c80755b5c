package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.it.spring.boot.Versions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.Objects;
import org.h2.engine.Constants;
import org.hibernate.Version;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.core.SpringVersion;

/** These tests stand on what Spring Boot brings, not on what the rest of this repository is built with. */
class VersionsIT {

    @Test
    void versions_areThoseOfSpringBoot() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(Versions.SPRING_BOOT);
        assertThat(SpringVersion.getVersion()).isEqualTo(Versions.SPRING);
        assertThat(Version.getVersionString()).isEqualTo(Versions.HIBERNATE);
        assertThat(of(OpenTelemetry.class)).isEqualTo(Versions.OPENTELEMETRY);
        assertThat(of(OpenTelemetrySdk.class)).isEqualTo(Versions.OPENTELEMETRY);
        assertThat(Constants.VERSION).isEqualTo(Versions.H2);
        assertThat(HikariDataSource.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith("HikariCP-" + Versions.HIKARI + ".jar");
        assertThat(of(Test.class)).isEqualTo(Versions.JUNIT);
    }

    private static String of(Class<?> type) {
        return Objects.requireNonNull(type.getPackage().getImplementationVersion(), type.getName());
    }
}
