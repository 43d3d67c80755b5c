package dev.ormtracing.core.internal.measure;

/**
 * Reads the figures of one kind of pool. It keeps no pool. Thread-safe; what it throws is swallowed, and the figure is
 * missing.
 */
public interface PoolReader {

    /** Whether the pool is closed for good, or until it lends the next connection. */
    boolean isClosed(Object pool) throws Exception;

    /** The figure now, negative where the pool has none. */
    long read(Object pool, PoolFigure figure) throws Exception;
}
