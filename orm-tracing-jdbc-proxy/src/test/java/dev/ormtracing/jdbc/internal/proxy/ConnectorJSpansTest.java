package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.Session;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.otel.OpenTelemetryHandler;
import com.mysql.cj.telemetry.NoopTelemetryHandler;
import com.mysql.cj.telemetry.TelemetryHandler;
import com.mysql.cj.telemetry.TelemetrySpanName;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connector/J's own handler, in a session without a server. */
class ConnectorJSpansTest {

    private final RecordedSpans spans = new RecordedSpans();
    private TelemetryHandler handler;

    @BeforeEach
    void registerTheSdk() {
        GlobalOpenTelemetry.resetForTest();
        GlobalOpenTelemetry.set(spans.sdk);
        handler = new OpenTelemetryHandler();
    }

    @AfterEach
    void unregisterTheSdk() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void preparedStatement_isOneSpan() throws SQLException {
        try (Connection connection = traced().getConnection()) {
            spans.clear();
            connection.prepareStatement("SELECT * FROM users").executeQuery();
        }

        assertThat(spans.tree()).isEqualTo("db_query SELECT users\n");
    }

    @Test
    void whatTheDriverDoesBetweenStatements_staysVisible() throws SQLException {
        try (Connection connection = traced().getConnection()) {
            connection.prepareStatement("SELECT * FROM users").executeQuery();
            spans.clear();
            connection.isValid(1);
        }

        assertThat(spans.all())
                .singleElement()
                .satisfies(span -> assertThat(span.getName()).isNotEqualTo("orm:client:db_query"));
    }

    @Test
    void driverWithoutSpans_staysAsItIs() throws SQLException {
        handler = NoopTelemetryHandler.getInstance();
        try (Connection connection = traced().getConnection()) {
            connection.prepareStatement("SELECT * FROM users").executeQuery();
        }

        assertThat(handler).isSameAs(NoopTelemetryHandler.getInstance());
    }

    private DataSource traced() {
        DataSource driver = proxy(DataSource.class, (name, arguments) -> connection());
        return TracingDataSource.wrap(driver, spans.tracing);
    }

    private Connection connection() {
        return proxy(JdbcConnection.class, (name, arguments) -> switch (name) {
            case "isWrapperFor" -> false;
            case "unwrap" -> null;
            case "getMetaData" -> proxy(DatabaseMetaData.class, (n, a) -> "jdbc:mysql://db/shop");
            case "getSession" -> session();
            case "isValid" -> started(TelemetrySpanName.PING);
            case "prepareStatement" -> {
                started(TelemetrySpanName.STMT_PREPARE);
                yield proxy(PreparedStatement.class, (n, a) -> {
                    started(TelemetrySpanName.STMT_EXECUTE_PREPARED);
                    return null;
                });
            }
            default -> null;
        });
    }

    private Session session() {
        return proxy(Session.class, (name, arguments) -> {
            if (name.equals("setTelemetryHandler")) {
                handler = (TelemetryHandler) arguments[0];
            }
            return handler;
        });
    }

    private boolean started(TelemetrySpanName name) {
        handler.startSpan(name).end();
        return true;
    }

    private interface Answers {
        @Nullable
        Object of(String method, Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> answers.of(method.getName(), arguments);
                }));
    }
}
