package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import dev.ormtracing.jdbc.internal.proxy.TracedStatementsTest;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sampler can decide by: all that is known before the statement runs. */
class SamplerTest {

    private final Asked asked = new Asked();
    private final RecordedSpans spans = new RecordedSpans(asked);

    @Test
    void statement_isDescribedToTheSampler() throws SQLException {
        try (Connection connection = connection(spans.tracing);
                PreparedStatement select = connection.prepareStatement("SELECT 1 WHERE 1 = ?")) {
            select.setInt(1, 1);
            select.executeQuery().close();
        }

        assertThat(asked.last().asMap())
                .isEqualTo(Attributes.builder()
                        .put("db.system.name", "h2database")
                        .put("db.system", "h2")
                        .put("db.namespace", "traced")
                        .put("db.query.text", "SELECT 1 WHERE 1 = ?")
                        .put("db.query.summary", "SELECT")
                        .build()
                        .asMap());
    }

    @Test
    void batch_isDescribedToTheSampler() throws SQLException {
        try (Connection connection = connection(spans.tracing);
                Statement statement = connection.createStatement()) {
            statement.addBatch("SET LOCK_TIMEOUT 10");
            statement.addBatch("SET LOCK_TIMEOUT 20");
            statement.executeBatch();
        }

        assertThat(asked.last().get(DbAttributes.BATCH_SIZE)).isEqualTo(2);
        assertThat(asked.last().get(DbAttributes.QUERY_SUMMARY)).isEqualTo("BATCH SET");
    }

    @Test
    void commit_isDescribedToTheSampler() throws SQLException {
        try (Connection connection = connection(spans.tracing)) {
            connection.setAutoCommit(false);
            connection.commit();
            connection.setAutoCommit(true);
        }

        assertThat(asked.last().get(DbAttributes.OPERATION_NAME)).isEqualTo("COMMIT");
    }

    @Test
    void refusedStatement_runsWithoutASpan() throws SQLException {
        asked.refuse = true;
        try (Connection connection = connection(spans.tracing);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
        }

        assertThat(spans.all()).isEmpty();
    }

    @Test
    void oldKey_isLeftOutOnDemand() throws SQLException {
        OrmTracing stable = OrmTracing.builder()
                .openTelemetry(spans.sdk)
                .emitOldDatabaseSemconv(false)
                .build();
        for (OrmTracing tracing : List.of(stable, spans.tracing, stable)) {
            try (Connection connection = connection(tracing)) {
                connection.createStatement().executeQuery("SELECT 1").close();
                assertThat(asked.last().get(DbAttributes.SYSTEM)).isEqualTo(tracing == stable ? null : "h2");
                connection.setSchema("PUBLIC");
                connection.createStatement().executeQuery("SELECT 1").close();
                assertThat(asked.last().get(DbAttributes.SYSTEM)).isEqualTo(tracing == stable ? null : "h2");
                assertThat(asked.last().get(DbAttributes.NAMESPACE)).isEqualTo("traced|PUBLIC");
            }
        }
    }

    private static Connection connection(OrmTracing tracing) throws SQLException {
        return TracingDataSource.wrap(TracedStatementsTest.h2(), tracing).getConnection();
    }

    private static final class Asked implements Sampler {

        private final List<Attributes> attributes = new ArrayList<>();
        private boolean refuse;

        Attributes last() {
            return attributes.get(attributes.size() - 1);
        }

        @Override
        public SamplingResult shouldSample(
                Context parent, String traceId, String name, SpanKind kind, Attributes given, List<LinkData> links) {
            attributes.add(given);
            return refuse ? SamplingResult.drop() : SamplingResult.recordAndSample();
        }

        @Override
        public String getDescription() {
            return "asked";
        }
    }
}
