package dev.ormtracing.core;

import dev.ormtracing.core.internal.measure.ExceptionSignal;
import dev.ormtracing.core.internal.name.SpanNames;
import dev.ormtracing.core.internal.span.SpanDetail;
import dev.ormtracing.core.internal.span.TracerOptions;

/** What the settings of a builder mean to a tracer. */
final class TracerSettings {

    private TracerSettings() {}

    static TracerOptions of(OrmTracing.Builder builder) {
        long slowNanos = SpanDetail.nanosOf(builder.slowOperationThreshold);
        return new TracerOptions()
                .names(namesOf(builder))
                .detail(new SpanDetail(
                        builder.detail != Detail.COMPACT,
                        builder.detail == Detail.FULL,
                        builder.detail == Detail.ADAPTIVE ? slowNanos : 0,
                        SpanDetail.nanosOf(builder.minPhaseDuration)))
                .exceptionMessages(builder.recordExceptionMessages)
                .exceptionSignal(ExceptionSignal.configured())
                .caller(builder.recordCaller)
                .nPlusOneThreshold(builder.nPlusOneThreshold)
                .cacheNanos(SpanDetail.nanosOf(builder.cacheThreshold))
                .mergeAfter(builder.mergeOperationsAfter)
                .largeResult(builder.largeResultThreshold)
                .largePersistenceContext(builder.largePersistenceContextThreshold)
                .comments(builder.sqlComment != SqlComment.NONE, builder.sqlComment == SqlComment.TRACEPARENT)
                .metrics(builder.metrics)
                .slowLogNanos(builder.logSlowOperations ? slowNanos : -1);
    }

    private static SpanNames namesOf(OrmTracing.Builder builder) {
        return switch (builder.spanNaming) {
            case PREFIXED -> SpanNames.prefixed(builder.spanNamePrefix);
            case CONVENTION -> SpanNames.byConvention(builder.spanNamePrefix);
            case DESCRIBED -> SpanNames.described();
        };
    }
}
