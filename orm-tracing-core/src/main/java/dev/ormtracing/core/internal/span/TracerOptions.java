package dev.ormtracing.core.internal.span;

import dev.ormtracing.core.internal.cost.CostLimits;

/** Internal: what a tracer records, and how its spans are called. Not thread-safe. */
public final class TracerOptions {

    String prefix = "";
    boolean namesByConvention;
    SpanDetail detail = new SpanDetail(true, true, 0, 0);
    boolean recordMessages;
    boolean recordCaller;
    int nPlusOneThreshold;
    int mergeAfter;
    CostLimits costLimits = new CostLimits(0, 0);
    public boolean comments;
    public boolean commentsTellTrace;
    boolean measures;
    long slowLogNanos = -1;

    /**
     * What spans are called.
     *
     * @param byConvention whether operations and statements have the names of OpenTelemetry's conventions instead
     */
    public TracerOptions names(String namePrefix, boolean byConvention) {
        prefix = namePrefix;
        namesByConvention = byConvention;
        return this;
    }

    /** Which of the steps are spans. */
    public TracerOptions detail(SpanDetail which) {
        detail = which;
        return this;
    }

    /** Whether failures are recorded with their messages. */
    public TracerOptions exceptionMessages(boolean recorded) {
        recordMessages = recorded;
        return this;
    }

    /** Whether operations record where they are called. */
    public TracerOptions caller(boolean recorded) {
        recordCaller = recorded;
        return this;
    }

    /** How often the same is read where it is an N+1; 0 to look for none. */
    public TracerOptions nPlusOneThreshold(int reads) {
        nPlusOneThreshold = reads;
        return this;
    }

    /** How many equal siblings are spans of their own; 0 for all. */
    public TracerOptions mergeAfter(int siblings) {
        mergeAfter = siblings;
        return this;
    }

    /** From where on a result or a persistence context is large. */
    public TracerOptions limits(CostLimits limits) {
        costLimits = limits;
        return this;
    }

    /**
     * Statements carry comments.
     *
     * @param traceparent whether these name the trace
     */
    public TracerOptions comments(boolean traceparent) {
        comments = true;
        commentsTellTrace = traceparent;
        return this;
    }

    /** Whether there are metrics. */
    public TracerOptions metrics(boolean recorded) {
        measures = recorded;
        return this;
    }

    /** How long an operation has to take to be logged; negative to log none. */
    public TracerOptions slowLogNanos(long nanos) {
        slowLogNanos = nanos;
        return this;
    }
}
