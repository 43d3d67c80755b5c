package dev.ormtracing.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A server may have the library, and an application in it another copy. */
class TwoClassLoadersTest {

    private final RecordedSpans spans = new RecordedSpans();

    @Test
    void dataSourceOfAnotherCopy_isLeftAsItIs() throws Exception {
        try (Copy copy = new Copy()) {
            DataSource traced = copy.wrap(TracedStatementsTest.h2(), spans.sdk);

            assertThat(traced.getClass()).isNotEqualTo(TracedDataSource.class);
            assertThat(TracingDataSource.wrap(traced, spans.tracing)).isSameAs(traced);
        }
    }

    @Test
    void connectionOfAnotherCopy_isLeftAsItIs() throws Exception {
        try (Copy copy = new Copy();
                Connection connection =
                        copy.wrap(TracedStatementsTest.h2(), spans.sdk).getConnection()) {
            assertThat(TracedConnections.of(spans.tracing).trace(connection)).isSameAs(connection);
        }
    }

    @Test
    void poolOnAnotherCopy_aStatementIsStillOneSpan() throws Exception {
        try (Copy copy = new Copy();
                HikariDataSource pool = new HikariDataSource()) {
            // More than one, and the pool connects in the background whenever it likes.
            pool.setMaximumPoolSize(1);
            pool.setDataSource(copy.wrap(TracedStatementsTest.h2(), spans.sdk));
            DataSource both = TracingDataSource.wrap(pool, spans.tracing);
            both.getConnection().close();
            spans.clear();
            query(both);

            assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\n");
        }
    }

    private static void query(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
            statement.executeQuery().close();
        }
    }

    /** The library once more, on the same OpenTelemetry. */
    private static final class Copy extends URLClassLoader {

        Copy() {
            super(new URL[] {location(OrmTracing.class), location(TracingDataSource.class)}, null);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return name.startsWith("dev.ormtracing.")
                    ? super.findClass(name)
                    : TwoClassLoadersTest.class.getClassLoader().loadClass(name);
        }

        DataSource wrap(DataSource dataSource, OpenTelemetry openTelemetry) throws ReflectiveOperationException {
            Class<?> tracing = loadClass(OrmTracing.class.getName());
            Object created = tracing.getMethod("create", OpenTelemetry.class).invoke(null, openTelemetry);
            return (DataSource) loadClass(TracingDataSource.class.getName())
                    .getMethod("wrap", DataSource.class, tracing)
                    .invoke(null, dataSource, created);
        }

        private static URL location(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }
    }
}
