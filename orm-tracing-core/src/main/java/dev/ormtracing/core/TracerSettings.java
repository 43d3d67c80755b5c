package dev.ormtracing.core;

import dev.ormtracing.core.internal.measure.ExceptionSignal;
import dev.ormtracing.core.internal.name.SpanNames;
import dev.ormtracing.core.internal.span.AddedAttributes;
import dev.ormtracing.core.internal.span.SpanDetail;
import dev.ormtracing.core.internal.span.TracerOptions;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

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
                .added(addedBy(builder.providers()))
                .metrics(builder.metrics)
                .slowLogNanos(builder.logSlowOperations ? slowNanos : -1);
    }

    private static @Nullable AddedAttributes addedBy(List<AttributesProvider> providers) {
        List<BiConsumer<Attributes, AttributesBuilder>> operations = new ArrayList<>();
        List<BiConsumer<Attributes, AttributesBuilder>> statements = new ArrayList<>();
        for (AttributesProvider provider : providers) {
            operations.add(provider::operationStarts);
            statements.add(provider::statementStarts);
        }
        return operations.isEmpty() ? null : new AddedAttributes(List.copyOf(operations), List.copyOf(statements));
    }

    private static SpanNames namesOf(OrmTracing.Builder builder) {
        return switch (builder.spanNaming) {
            case PREFIXED -> SpanNames.prefixed(builder.spanNamePrefix);
            case CONVENTION -> SpanNames.byConvention(builder.spanNamePrefix);
            case DESCRIBED -> SpanNames.described();
        };
    }
}
