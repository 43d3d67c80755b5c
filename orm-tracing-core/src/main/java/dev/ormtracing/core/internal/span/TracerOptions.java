package dev.ormtracing.core.internal.span;

import dev.ormtracing.core.internal.measure.ExceptionSignal;
import dev.ormtracing.core.internal.name.SpanNames;
import org.jspecify.annotations.Nullable;

/** Internal: what a tracer records, and how its spans are called. Not thread-safe. */
public final class TracerOptions {

    private enum Comments {
        NONE,
        TAGS,
        TRACE
    }

    SpanNames names = SpanNames.prefixed("");
    SpanDetail detail = new SpanDetail(true, true, 0, 0);
    boolean recordMessages;
    ExceptionSignal exceptionSignal = ExceptionSignal.SPAN_EVENTS;
    boolean recordCaller;
    int nPlusOneThreshold;
    long cacheNanos;
    int mergeAfter;
    int largeResult;
    int largePersistenceContext;
    private Comments comments = Comments.NONE;
    boolean measures;
    long slowLogNanos = -1;

    @Nullable
    AddedAttributes added;

    /** How spans are called. */
    public TracerOptions names(SpanNames ofSpans) {
        names = ofSpans;
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

    /** Whether failures are events of spans, log records, or both. */
    public TracerOptions exceptionSignal(ExceptionSignal signal) {
        exceptionSignal = signal;
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

    /** How long a call on a cache has to take to be told. */
    public TracerOptions cacheNanos(long nanos) {
        cacheNanos = nanos;
        return this;
    }

    /** How many equal siblings are spans of their own; 0 for all. */
    public TracerOptions mergeAfter(int siblings) {
        mergeAfter = siblings;
        return this;
    }

    /** How many rows or entities make a result large; 0 for none. */
    public TracerOptions largeResult(int rowsOrEntities) {
        largeResult = rowsOrEntities;
        return this;
    }

    /** How many entities make a persistence context large; 0 for none. */
    public TracerOptions largePersistenceContext(int entities) {
        largePersistenceContext = entities;
        return this;
    }

    /**
     * What statements carry.
     *
     * @param tags whether there are comments
     * @param traceparent whether these name the trace
     */
    public TracerOptions comments(boolean tags, boolean traceparent) {
        Comments asked = traceparent ? Comments.TRACE : Comments.TAGS;
        comments = tags ? asked : Comments.NONE;
        return this;
    }

    public boolean hasComments() {
        return comments != Comments.NONE;
    }

    public boolean commentsCarryTrace() {
        return comments == Comments.TRACE;
    }

    /** Whether there are metrics. */
    public TracerOptions metrics(boolean recorded) {
        measures = recorded;
        return this;
    }

    /** What the application adds to spans, or null for nothing. */
    public TracerOptions added(@Nullable AddedAttributes attributes) {
        added = attributes;
        return this;
    }

    /** How long an operation has to take to be logged; negative to log none. */
    public TracerOptions slowLogNanos(long nanos) {
        slowLogNanos = nanos;
        return this;
    }
}
