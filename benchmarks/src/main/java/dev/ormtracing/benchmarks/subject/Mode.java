package dev.ormtracing.benchmarks.subject;

/** What becomes of the spans. */
public enum Mode {
    /** For what knows no spans. */
    NONE,
    /** Tracing is there and switched off. */
    OFF,
    /** No SDK is registered. */
    NO_SDK,
    /** An SDK whose sampler drops every trace. */
    UNSAMPLED,
    /** An SDK that follows the caller, who has decided not to sample. */
    UNSAMPLED_PARENT,
    /** Every span is recorded, by a processor that does nothing. */
    SAMPLED,
    /** Every span is recorded, by the batch processor, whose exporter does nothing. */
    BATCH;

    /** Whether spans are recorded. */
    public boolean isSampled() {
        return this == SAMPLED || this == BATCH;
    }
}
