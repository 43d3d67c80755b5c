package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.calls.SpringAdapters;
import dev.ormtracing.jdbc.TracingDataSource;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Whoever closes the wrapper means the pool, wherever it stands. */
class ClosingAdaptersIT {

    private static final OrmTracing TRACING = OrmTracing.create(OpenTelemetry.noop());

    /** Without those that keep a connection and know no pool. */
    static Stream<String> adapters() {
        return SpringAdapters.names()
                .filter(name ->
                        !Set.of(SpringAdapters.SINGLE, "single kept open").contains(name));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void poolBehindAnAdapter_isClosed(String adapter) throws Exception {
        HikariDataSource pool = pool();

        close(SpringAdapters.adapt(adapter, pool));

        assertThat(pool.isClosed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void poolBehindTwoAdapters_isClosed(String adapter) throws Exception {
        HikariDataSource pool = pool();

        close(new TransactionAwareDataSourceProxy(SpringAdapters.adapt(adapter, pool)));

        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void poolForReading_isClosed() throws Exception {
        HikariDataSource writing = pool();
        HikariDataSource reading = pool();
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
        lazy.setTargetDataSource(writing);
        lazy.setReadOnlyDataSource(reading);

        close(lazy);

        assertThat(writing.isClosed()).isTrue();
        assertThat(reading.isClosed()).isTrue();
    }

    /** At the end of an application there is no tenant that the router could ask for. */
    @Test
    void everyPoolOfARouter_isClosedWithoutAQuestion() throws Exception {
        HikariDataSource first = pool();
        HikariDataSource second = pool();
        HikariDataSource otherwise = pool();
        AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
                throw new IllegalStateException("no tenant");
            }
        };
        routing.setTargetDataSources(Map.of("first", first, "second", second));
        routing.setDefaultTargetDataSource(otherwise);
        routing.afterPropertiesSet();

        close(routing);

        assertThat(Stream.of(first, second, otherwise)).allMatch(HikariDataSource::isClosed);
    }

    private static void close(DataSource dataSource) throws Exception {
        ((AutoCloseable) TracingDataSource.wrap(dataSource, TRACING)).close();
    }

    private static HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:");
        pool.setMaximumPoolSize(1);
        return pool;
    }
}
