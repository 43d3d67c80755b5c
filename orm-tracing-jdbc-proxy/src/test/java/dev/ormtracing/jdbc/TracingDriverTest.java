package dev.ormtracing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Stream;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracingDriverTest {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @BeforeEach
    void registerTheSdk() {
        GlobalOpenTelemetry.resetForTest();
        OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .buildAndRegisterGlobal();
    }

    @AfterEach
    void unregisterTheSdk() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void url_isAllThatChanges() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:ormtracing:h2:mem:driver", "sa", "")) {
            connection.createStatement().executeQuery("SELECT 1").close();
            assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:h2:mem:driver");
            assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
        }

        assertThat(spans.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("orm:client:connect", "orm:client:db_query");
    }

    @Test
    void wrappedAgain_aStatementIsOneSpan() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:ormtracing:ormtracing:h2:mem:driver", "sa", "")) {
            assertThat(ConnectionTracing.of(OrmTracing.global()).trace(connection))
                    .isSameAs(connection);
            connection.createStatement().executeQuery("SELECT 1").close();
        }

        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsOnlyOnce("orm:client:db_query");
    }

    @Test
    void otherUrls_areLeftToOtherDrivers() throws SQLException {
        assertThat(new TracingDriver().acceptsURL("jdbc:h2:mem:driver")).isFalse();
        assertThat(new TracingDriver().connect("jdbc:h2:mem:driver", new Properties()))
                .isNull();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:driver")) {
            assertThat(ConnectionTracing.isTraced(connection)).isFalse();
        }
    }

    @Test
    void databaseWithoutDriver_failsAsWithoutUs() {
        Throwable failure = catchThrowable(() -> DriverManager.getConnection("jdbc:ormtracing:nothing:x"));

        assertThat(failure).isInstanceOf(SQLException.class).hasMessageContaining("No suitable driver");
    }

    @Test
    void properties_areThoseOfTheRealDriver() throws SQLException {
        String url = "h2:mem:driver";

        assertThat(new TracingDriver().getPropertyInfo("jdbc:ormtracing:" + url, new Properties()))
                .extracting(property -> property.name)
                .containsExactlyElementsOf(Stream.of(
                                DriverManager.getDriver("jdbc:" + url).getPropertyInfo("jdbc:" + url, new Properties()))
                        .map(property -> property.name)
                        .toList());
        assertThat(new TracingDriver().getPropertyInfo("jdbc:" + url, new Properties()))
                .isEmpty();
    }

    @Test
    void version_isOurs() {
        assertThat(new TracingDriver().getMajorVersion()).isZero();
        assertThat(new TracingDriver().getMinorVersion()).isEqualTo(1);
        assertThat(new TracingDriver().jdbcCompliant()).isFalse();
    }
}
