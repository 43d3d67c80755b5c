package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.jdbc.TracingDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two loans of one connection have two handles, of which nobody but the pool knows that they are one. */
class InnerConnectionsTest {

    private static final String URL = "jdbc:h2:mem:inner";

    @FunctionalInterface
    interface Pool {
        DataSource open() throws Exception;
    }

    private static final Map<String, Pool> POOLS = Map.of(
            "HikariCP", InnerConnectionsTest::hikari,
            "DBCP", InnerConnectionsTest::dbcp,
            "Tomcat", InnerConnectionsTest::tomcat,
            "c3p0", InnerConnectionsTest::c3p0,
            "Agroal", InnerConnectionsTest::agroal,
            "H2", () -> JdbcConnectionPool.create(URL, "", ""));

    static Stream<String> pools() {
        return POOLS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("pools")
    void loansOfOneConnection_leadToTheDriversOne(String name) throws Exception {
        DataSource pool = POOLS.get(name).open();
        try {
            Connection first = lent(pool);
            Connection second = lent(pool);

            assertThat(first).isSameAs(second).isInstanceOf(JdbcConnection.class);
            assertThat(first.getClass()).isEqualTo(JdbcConnection.class);
        } finally {
            ((AutoCloseable) TracingDataSource.wrap(pool)).close();
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void handleThatWasGivenBack_isNoFailure(String name) throws Exception {
        DataSource pool = POOLS.get(name).open();
        try {
            Connection handle = pool.getConnection();
            handle.close();

            assertThat(PhysicalConnection.innermost(handle)).isNotNull();
            assertThat(InnerConnections.isAsleep(handle)).isFalse();
        } finally {
            ((AutoCloseable) TracingDataSource.wrap(pool)).close();
        }
    }

    private static Connection lent(DataSource pool) throws SQLException {
        try (Connection handle = pool.getConnection()) {
            return PhysicalConnection.innermost(handle);
        }
    }

    private static DataSource hikari() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(URL);
        pool.setMaximumPoolSize(1);
        return pool;
    }

    private static DataSource dbcp() {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(URL);
        pool.setMaxTotal(1);
        return pool;
    }

    private static DataSource tomcat() {
        PoolProperties settings = new PoolProperties();
        settings.setUrl(URL);
        settings.setDriverClassName("org.h2.Driver");
        settings.setInitialSize(1);
        settings.setMaxActive(1);
        settings.setMaxIdle(1);
        settings.setMinIdle(1);
        return new org.apache.tomcat.jdbc.pool.DataSource(settings);
    }

    private static DataSource c3p0() throws Exception {
        ComboPooledDataSource pool = new ComboPooledDataSource();
        pool.setJdbcUrl(URL);
        pool.setMinPoolSize(1);
        pool.setInitialPoolSize(1);
        pool.setMaxPoolSize(1);
        return pool;
    }

    private static DataSource agroal() throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(settings -> settings.maxSize(1)
                        .acquisitionTimeout(Duration.ofMinutes(1))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(URL))));
    }
}
