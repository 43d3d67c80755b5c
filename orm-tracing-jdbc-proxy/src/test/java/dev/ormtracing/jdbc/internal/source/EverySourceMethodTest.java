package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.EveryJdbcMethod;
import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import dev.ormtracing.jdbc.internal.proxy.TracedConnection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.util.List;
import javax.sql.ConnectionEventListener;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;

/** The objects that hand out connections, and what belongs to those. */
class EverySourceMethodTest extends EveryJdbcMethod {

    @Override
    protected List<Subject> subjects() {
        JdbcTracing tracing = new JdbcTracing(spans.tracing, false);
        return List.of(
                new Subject(DataSource.class, o -> new TracedDataSource((DataSource) o, tracing)),
                new Subject(ConnectionBuilder.class, o -> new TracedConnectionBuilder((ConnectionBuilder) o, tracing)),
                new Subject(
                        ConnectionPoolDataSource.class,
                        o -> new TracedConnectionPoolDataSource((ConnectionPoolDataSource) o, tracing)),
                new Subject(
                        PooledConnectionBuilder.class,
                        o -> new TracedPooledConnectionBuilder((PooledConnectionBuilder) o, tracing)),
                new Subject(PooledConnection.class, o -> TracedPooledConnection.of((PooledConnection) o, tracing)),
                new Subject(XADataSource.class, o -> new TracedXADataSource((XADataSource) o, tracing)),
                new Subject(
                        XAConnectionBuilder.class,
                        o -> new TracedXAConnectionBuilder((XAConnectionBuilder) o, tracing)),
                new Subject(XAConnection.class, o -> TracedXAConnection.of((XAConnection) o, tracing)),
                new Subject(XAResource.class, o -> new TracedXAResource((XAResource) o, usedOnce(tracing))));
    }

    @Override
    protected Class<?>[] owners() {
        return new Class<?>[] {TracedConnection.class};
    }

    @Override
    protected int atLeast() {
        return 60;
    }

    /** A listener arrives as one of ours, since it is to hear of our objects. */
    @Override
    protected boolean isAdapter(Object arrived, Object listener) {
        return arrived instanceof ConnectionEvents && listener instanceof ConnectionEventListener
                || arrived instanceof StatementEvents && listener instanceof StatementEventListener;
    }

    /** Since what an XA resource shows, it shows of the connection that was used last. */
    private TracedPooledConnection usedOnce(JdbcTracing tracing) {
        TracedPooledConnection pooled = new TracedPooledConnection(driver.object(XAConnection.class), tracing);
        try {
            pooled.getConnection();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return pooled;
    }
}
