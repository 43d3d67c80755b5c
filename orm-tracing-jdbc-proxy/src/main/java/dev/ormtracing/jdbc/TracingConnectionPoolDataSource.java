package dev.ormtracing.jdbc;

import static java.util.Objects.requireNonNull;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import javax.sql.ConnectionPoolDataSource;

/**
 * Wraps a {@link ConnectionPoolDataSource} so that every pooled connection got from it and every statement run on the
 * connections that it hands out is a span.
 *
 * <pre>{@code
 * ConnectionPoolDataSource dataSource = TracingConnectionPoolDataSource.wrap(driversDataSource);
 * }</pre>
 *
 * <p>For pools that open their physical connections by it. Events come from the pooled connection that was handed out.
 * Otherwise the same holds as for {@link TracingDataSource}.
 *
 * @since 0.1.0
 */
public final class TracingConnectionPoolDataSource {

    private TracingConnectionPoolDataSource() {}

    /** {@link #wrap(ConnectionPoolDataSource, OrmTracing)} with {@link OrmTracing#global()}. */
    public static ConnectionPoolDataSource wrap(ConnectionPoolDataSource dataSource) {
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
    public static ConnectionPoolDataSource wrap(ConnectionPoolDataSource dataSource, OrmTracing tracing) {
        requireNonNull(dataSource, "dataSource");
        requireNonNull(tracing, "tracing");
        return ConnectionTracing.wrapPooled(dataSource, tracing);
    }
}
