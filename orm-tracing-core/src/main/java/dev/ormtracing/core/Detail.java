package dev.ormtracing.core;

/**
 * How many spans an operation is worth. All three record the same facts. If a phase ({@code compile},
 * {@code serialize}, {@code connect}, {@code hydrate}), a flush or a step of a transaction is no span, its duration is
 * an attribute in seconds, {@code orm.<phase>.duration}, of its operation or transaction.
 *
 * @since 0.1.0
 */
public enum Detail {
    /** Every phase and every step is a span. */
    FULL,

    /** Only operations, transactions and statements are spans. */
    COMPACT,

    /**
     * Like {@link #COMPACT}, but the phases of an operation that has failed, or has taken at least as long as
     * {@link OrmTracing.Builder#slowOperationThreshold}, are spans. The end of the operation decides; a phase that is
     * written then has its true times.
     */
    ADAPTIVE
}
