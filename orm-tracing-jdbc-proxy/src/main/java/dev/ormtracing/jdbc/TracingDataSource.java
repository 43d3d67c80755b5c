package dev.ormtracing.jdbc;

import static java.util.Objects.requireNonNull;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import javax.sql.DataSource;

/**
 * Wraps a {@link DataSource} so that every connection got from it and every statement run on it is a span.
 *
 * <pre>{@code
 * DataSource dataSource = TracingDataSource.wrap(new HikariDataSource(config));
 * }</pre>
 *
 * <p>The wrapper is transparent: results, exceptions and the identity of statements and connections are as without it,
 * {@code unwrap} reaches the pool's and the driver's own objects, and {@code close()}, should the wrapper be closed, closes
 * the wrapped DataSource. It is as thread-safe as what it wraps. While no OpenTelemetry SDK is registered, it hands out the
 * bare connections.
 *
 * @since 0.1.0
 */
public final class TracingDataSource {

    private TracingDataSource() {}

    /** {@link #wrap(DataSource, OrmTracing)} with {@link OrmTracing#global()}. */
    public static DataSource wrap(DataSource dataSource) {
        return wrap(dataSource, OrmTracing.global());
    }

    /**
     * Wraps the DataSource, or returns it if it is such a wrapper already. A statement is one span however often its
     * connection is wrapped, also when a pool stands between two wrappers.
     *
     * @param dataSource the pool or the driver's DataSource
     * @param tracing what to trace with
     * @throws NullPointerException if an argument is null
     */
    public static DataSource wrap(DataSource dataSource, OrmTracing tracing) {
        requireNonNull(dataSource, "dataSource");
        requireNonNull(tracing, "tracing");
        return ConnectionTracing.wrap(dataSource, tracing);
    }

    /**
     * Wraps one of several DataSources: its {@code connect} spans carry its name, as
     * {@code db.client.connection.pool.name}.
     *
     * @param name what the application calls it
     * @throws NullPointerException if an argument is null
     */
    public static DataSource wrap(DataSource dataSource, OrmTracing tracing, String name) {
        requireNonNull(dataSource, "dataSource");
        requireNonNull(tracing, "tracing");
        requireNonNull(name, "name");
        return ConnectionTracing.wrap(dataSource, tracing, name);
    }
}
