package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.proxy.TracedStatementsTest;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

class ClosingPoolsTest {

    private final RecordedSpans spans = new RecordedSpans();

    /** Tomcat's pool has a method that containers look for, and no interface for it. */
    @Test
    void tomcatsPool_isClosed() throws Exception {
        PoolProperties settings = new PoolProperties();
        settings.setUrl("jdbc:h2:mem:closing");
        settings.setDriverClassName("org.h2.Driver");
        org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource(settings);
        pool.getConnection().close();
        ConnectionPool connections = pool.getPool();

        close(wrap(pool));

        assertThat(connections.isClosed()).isTrue();
    }

    @Test
    void h2sPool_isClosed() throws Exception {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:closing", "", "");
        pool.getConnection().close();

        close(wrap(pool));

        assertThat(catchThrowable(pool::getConnection)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void poolBehindAnAdapterThatUnwraps_isClosed() throws Exception {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:mem:closing");

        close(wrap(new Adapter(pool)));

        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void driversDataSource_hasNothingToClose() throws Exception {
        DataSource traced = wrap(TracedStatementsTest.h2());
        close(traced);

        traced.getConnection().close();
    }

    @Test
    void failure_isThePools() {
        SQLException failure = new SQLException("in use");

        assertThat(catchThrowable(() -> close(wrap(new Failing(failure))))).isSameAs(failure);
    }

    private DataSource wrap(DataSource dataSource) {
        return ConnectionTracing.wrap(dataSource, spans.tracing);
    }

    private static void close(DataSource dataSource) throws Exception {
        ((AutoCloseable) dataSource).close();
    }

    private static final class Adapter extends DelegatingDataSource {
        Adapter(DataSource delegate) {
            super(delegate);
        }
    }

    private static final class Failing extends DelegatingDataSource {

        private final SQLException failure;

        Failing(SQLException failure) {
            super(TracedStatementsTest.h2());
            this.failure = failure;
        }

        @SuppressWarnings("unused") // called by reflection
        public void close() throws SQLException {
            throw failure;
        }
    }
}
