package dev.ormtracing.jdbc;

import static java.util.Objects.requireNonNull;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import javax.sql.XADataSource;

/**
 * Wraps an {@link XADataSource} so that every XA connection got from it and every statement run on the connections that it
 * hands out is a span. How the transaction manager ends a branch ({@code prepare, commit, rollback}) is
 * a span as well, once a connection has been got from its XA connection.
 *
 * <pre>{@code
 * XADataSource dataSource = TracingXADataSource.wrap(driversDataSource);
 * }</pre>
 *
 * <p>For pools and transaction managers that open their physical connections by it. Events come from the XA connection
 * that was handed out. Otherwise the same holds as for {@link TracingDataSource}.
 *
 * @since 0.1.0
 */
public final class TracingXADataSource {

    private TracingXADataSource() {}

    /** {@link #wrap(XADataSource, OrmTracing)} with {@link OrmTracing#global()}. */
    public static XADataSource wrap(XADataSource dataSource) {
        return wrap(dataSource, OrmTracing.global());
    }

    /**
     * Wraps the data source, or returns it if it is such a wrapper already. A statement is one span, also when the
     * {@code DataSource} of the pool is wrapped or Hibernate wraps it too.
     *
     * @param dataSource the driver's data source
     * @param tracing what to trace with
     * @throws NullPointerException if an argument is null
     */
    public static XADataSource wrap(XADataSource dataSource, OrmTracing tracing) {
        requireNonNull(dataSource, "dataSource");
        requireNonNull(tracing, "tracing");
        return ConnectionTracing.wrapXA(dataSource, tracing);
    }
}
