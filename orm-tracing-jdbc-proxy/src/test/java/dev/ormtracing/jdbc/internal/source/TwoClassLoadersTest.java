package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.TracingXADataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import dev.ormtracing.jdbc.internal.proxy.TracedStatementsTest;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            assertThat(ConnectionTracing.of(spans.tracing).trace(connection)).isSameAs(connection);
        }
    }

    @Test
    void pooledConnectionOfAnotherCopy_isLeftAsItIs() throws Exception {
        try (Copy copy = new Copy()) {
            XAConnection connection =
                    copy.wrapXA(TracedStatementsTest.h2(), spans.sdk).getXAConnection();
            JdbcTracing tracing = new JdbcTracing(spans.tracing, false);
            Connection handle = connection.getConnection();

            assertThat(TracedXAConnection.of(connection, tracing)).isSameAs(connection);
            assertThat(TracedPooledConnection.of(connection, tracing)).isSameAs(connection);
            assertThat(ConnectionTracing.of(spans.tracing).trace(handle)).isSameAs(handle);
            connection.close();
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

    /** This thread goes on, as one of a container does, and whatever is left on it would hold the copy. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void copyThatIsNotUsedAnyMore_isCollected(boolean withStatement) throws Exception {
        // With its first connection H2 makes a thread, which keeps the class loaders of its maker.
        TracedStatementsTest.h2().getConnection().close();
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        WeakReference<ClassLoader> copy = used(withStatement, collected);

        assertThat(isCollected(collected)).isTrue();
        assertThat(copy.get()).isNull();
    }

    private WeakReference<ClassLoader> used(boolean withStatement, ReferenceQueue<ClassLoader> collected)
            throws Exception {
        try (Copy copy = new Copy()) {
            DataSource traced = copy.wrap(TracedStatementsTest.h2(), spans.sdk);
            if (withStatement) {
                query(traced);
            } else {
                traced.getConnection().close();
            }
            assertThat(spans.tree()).isEqualTo(withStatement ? "connect\ndb_query SELECT\n" : "connect\n");
            return new WeakReference<>(copy, collected);
        }
    }

    private static boolean isCollected(ReferenceQueue<ClassLoader> collected) throws InterruptedException {
        for (int collection = 0; collection < 1_000; collection++) {
            System.gc();
            if (collected.remove(100) != null) {
                return true;
            }
        }
        return false;
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
            return (DataSource) wrap(TracingDataSource.class, DataSource.class, dataSource, openTelemetry);
        }

        XADataSource wrapXA(XADataSource dataSource, OpenTelemetry openTelemetry) throws ReflectiveOperationException {
            return (XADataSource) wrap(TracingXADataSource.class, XADataSource.class, dataSource, openTelemetry);
        }

        private Object wrap(Class<?> entry, Class<?> type, Object dataSource, OpenTelemetry openTelemetry)
                throws ReflectiveOperationException {
            Class<?> tracing = loadClass(OrmTracing.class.getName());
            Object created = tracing.getMethod("create", OpenTelemetry.class).invoke(null, openTelemetry);
            return loadClass(entry.getName()).getMethod("wrap", type, tracing).invoke(null, dataSource, created);
        }

        private static URL location(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }
    }
}
