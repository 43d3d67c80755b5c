package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Which of several DataSources a connection is from. */
class PoolNameTest {

    private static final AttributeKey<String> POOL_NAME = AttributeKey.stringKey("db.client.connection.pool.name");

    private final RecordedSpans spans = new RecordedSpans();
    private final JdbcDataSource h2 = new JdbcDataSource();

    {
        h2.setUrl("jdbc:h2:mem:");
    }

    @Test
    void connect_namesThePool_andStatementsDoNot() throws SQLException {
        run(TracingDataSource.wrap(h2, spans.tracing, "orders"));

        assertThat(spans.all())
                .extracting(SpanData::getName)
                .containsExactly("orm:client:connect", "orm:client:db_query");
        assertThat(spans.all())
                .extracting(span -> span.getAttributes().get(POOL_NAME))
                .containsExactly("orders", null);
    }

    @Test
    void connectWithUser_namesThePool() throws SQLException {
        TracingDataSource.wrap(h2, spans.tracing, "orders")
                .getConnection("sa", "")
                .close();

        assertThat(spans.lastValue(POOL_NAME)).isEqualTo("orders");
    }

    @Test
    void withoutName_thereIsNone() throws SQLException {
        run(TracingDataSource.wrap(h2, spans.tracing));

        assertThat(spans.all()).allMatch(span -> span.getAttributes().get(POOL_NAME) == null);
    }

    private static void run(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }
}
