package dev.ormtracing.it.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.common.AttributeKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@code connect} calls a pool that nobody has given a name, from the first one on. */
class PoolNameIT {

    private static final String URL = "jdbc:h2:mem:first;DB_CLOSE_DELAY=-1";
    private static final String NAME = "h2database/first";

    private static final AttributeKey<String> POOL_NAME = AttributeKey.stringKey("db.client.connection.pool.name");

    private final TraceRecorder recorder = TraceRecorder.create();

    @AfterEach
    void check() {
        recorder.check();
    }

    static Stream<Arguments> pools() {
        return Stream.of(true, false)
                .flatMap(subclass -> Stream.of(
                        Arguments.of("Hibernate's", subclass, pool(AvailableSettings.JAKARTA_JDBC_URL, () -> URL)),
                        Arguments.of("Hibernate's old", subclass, pool("hibernate.connection.url", () -> URL)),
                        Arguments.of("HikariCP", subclass, pool("hibernate.connection.datasource", PoolNameIT::hikari)),
                        Arguments.of("driver", subclass, pool("hibernate.connection.datasource", PoolNameIT::h2))));
    }

    @ParameterizedTest(name = "{0}, session subclass: {1}")
    @MethodSource("pools")
    void connect_isCalledAfterTheDatabase(String kind, boolean subclass, Callable<Map<String, Object>> settings)
            throws Exception {
        Map<String, Object> pool = settings.call();
        try (SessionFactory sessions = open(pool, subclass)) {
            sessions.inSession(Factories::select);
            sessions.inTransaction(Factories::select);
        } finally {
            close(pool);
        }
        assertThat(names()).isNotEmpty().containsOnly(NAME);
    }

    @ParameterizedTest(name = "{0}, session subclass: {1}")
    @MethodSource("pools")
    void firstConnectOfATransaction_isCalledAfterTheDatabase(
            String kind, boolean subclass, Callable<Map<String, Object>> settings) throws Exception {
        Map<String, Object> pool = settings.call();
        try (SessionFactory sessions = open(pool, subclass)) {
            sessions.inTransaction(Factories::select);
        } finally {
            close(pool);
        }
        assertThat(names()).containsOnly(NAME);
    }

    private SessionFactory open(Map<String, Object> pool, boolean subclass) {
        Map<String, Object> settings = new HashMap<>(pool);
        settings.put(Factories.SUBCLASS, subclass);
        return Factories.open(recorder, settings);
    }

    private static Callable<Map<String, Object>> pool(String setting, Callable<?> value) {
        return () -> Map.of(setting, value.call());
    }

    private static HikariDataSource hikari() {
        HikariDataSource hikari = new HikariDataSource();
        hikari.setJdbcUrl(URL);
        return hikari;
    }

    private static JdbcDataSource h2() {
        JdbcDataSource driver = new JdbcDataSource();
        driver.setUrl(URL);
        return driver;
    }

    private static void close(Map<String, Object> pool) throws Exception {
        for (Object value : pool.values()) {
            if (value instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    /** One for each {@code connect}, null where it names none. */
    private List<String> names() {
        return recorder.traces().stream()
                .filter(span -> span.shortName().equals("connect"))
                .map(connect -> connect.attribute(POOL_NAME))
                .toList();
    }
}
