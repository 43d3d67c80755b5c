package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.mchange.v2.c3p0.DataSources;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.calls.CallLog;
import dev.ormtracing.it.calls.SpringAdapters;
import dev.ormtracing.jdbc.TracingConnectionPoolDataSource;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.TracingXADataSource;
import dev.ormtracing.testing.OrmTracingExtension;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XADataSource;
import org.apache.commons.dbcp2.DataSourceConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection of the driver is asked once in its life where it leads to, however often it is lent and by whom. */
@ExtendWith(OrmTracingExtension.class)
class LookUpsIT {

    private static final String URL = "DatabaseMetaData.getURL";
    private static final int LOANS = 3;

    /** Adapters that need a driver below them, or give one connection out once. */
    private static final Set<String> NOT_FOR_POOLS = Set.of(SpringAdapters.SINGLE, SpringAdapters.SHARDING);

    /** The driver's connection is lent by these. */
    private static final Map<String, UnaryOperator<DataSource>> POOLS = new TreeMap<>(Map.of(
            "HikariCP", LookUpsIT::hikari,
            "DBCP", LookUpsIT::dbcp,
            "Tomcat", LookUpsIT::tomcat,
            "c3p0", LookUpsIT::c3p0));

    static Stream<Arguments> poolsAndAdapters() {
        return POOLS.keySet().stream()
                .flatMap(pool -> SpringAdapters.names()
                        .filter(adapter -> !NOT_FOR_POOLS.contains(adapter))
                        .map(adapter -> Arguments.of(pool, adapter)));
    }

    @ParameterizedTest
    @MethodSource("poolsAndAdapters")
    void adapterOnAPool_asksOnceInThreeLoans(String pool, String adapter, OpenTelemetry openTelemetry)
            throws Exception {
        CallLog with = new CallLog();
        CallLog without = new CallLog();
        DataSource inner = POOLS.get(pool).apply(with.around(SpringAdapters.h2(), DataSource.class));
        lend(TracingDataSource.wrap(SpringAdapters.adapt(adapter, inner), OrmTracing.create(openTelemetry)));
        close(inner);
        inner = POOLS.get(pool).apply(without.around(SpringAdapters.h2(), DataSource.class));
        lend(SpringAdapters.adapt(adapter, inner));
        close(inner);

        for (String call : CallLog.LOOK_UP) {
            assertThat(with.count(call) - without.count(call)).as(call).isBetween(0, 1);
        }
        assertThat(with.count(URL) - without.count(URL)).isEqualTo(1);
    }

    @Test
    void xaConnection_isAskedOnceInThreeLoans(OpenTelemetry openTelemetry) throws SQLException {
        CallLog log = new CallLog();
        PooledConnection connection = TracingXADataSource.wrap(
                        log.around(SpringAdapters.h2(), XADataSource.class), OrmTracing.create(openTelemetry))
                .getXAConnection();
        lend(connection);

        assertThat(log.calls().stream().filter(CallLog.LOOK_UP::contains)).containsExactlyElementsOf(CallLog.LOOK_UP);
    }

    @Test
    void pooledConnection_isAskedOnceInThreeLoans(OpenTelemetry openTelemetry) throws SQLException {
        CallLog log = new CallLog();
        PooledConnection connection = TracingConnectionPoolDataSource.wrap(
                        log.around(SpringAdapters.h2(), ConnectionPoolDataSource.class),
                        OrmTracing.create(openTelemetry))
                .getPooledConnection();
        lend(connection);

        assertThat(log.calls().stream().filter(CallLog.LOOK_UP::contains)).containsExactlyElementsOf(CallLog.LOOK_UP);
    }

    private static void lend(DataSource dataSource) throws SQLException {
        for (int loan = 0; loan < LOANS; loan++) {
            try (Connection connection = dataSource.getConnection()) {
                query(connection);
            }
        }
    }

    private static void lend(PooledConnection physical) throws SQLException {
        for (int loan = 0; loan < LOANS; loan++) {
            try (Connection connection = physical.getConnection()) {
                query(connection);
            }
        }
    }

    private static void query(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1")) {
            statement.executeQuery().close();
            statement.executeQuery().close();
        }
    }

    private static void close(DataSource pool) throws Exception {
        if (pool instanceof org.apache.tomcat.jdbc.pool.DataSource tomcat) {
            tomcat.close(true);
        } else {
            ((AutoCloseable) pool).close();
        }
    }

    private static DataSource hikari(DataSource connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(connections);
        pool.setMaximumPoolSize(1);
        return pool;
    }

    private static DataSource dbcp(DataSource connections) {
        PoolableConnectionFactory factory =
                new PoolableConnectionFactory(new DataSourceConnectionFactory(connections), null);
        GenericObjectPool<PoolableConnection> pool = new GenericObjectPool<>(factory);
        pool.setMaxTotal(1);
        factory.setPool(pool);
        return new PoolingDataSource<>(pool);
    }

    private static DataSource tomcat(DataSource connections) {
        PoolProperties settings = new PoolProperties();
        settings.setDataSource(connections);
        settings.setInitialSize(1);
        settings.setMaxActive(1);
        settings.setMaxIdle(1);
        settings.setMinIdle(1);
        return new org.apache.tomcat.jdbc.pool.DataSource(settings);
    }

    private static DataSource c3p0(DataSource connections) {
        try {
            return DataSources.pooledDataSource(
                    connections, Map.of("minPoolSize", 1, "initialPoolSize", 1, "maxPoolSize", 1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
