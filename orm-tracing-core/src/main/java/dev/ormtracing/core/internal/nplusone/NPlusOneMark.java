package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.LogLimit;
import dev.ormtracing.core.internal.measure.LogEvents;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.name.OperationName;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says on a span and in the log what was read again and again below it. Thread-safe. */
final class NPlusOneMark {

    static final String EVENT = "orm.n_plus_one";

    private static final AttributeKey<List<String>> SUBJECTS = AttributeKey.stringArrayKey("orm.n_plus_one");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("orm.n_plus_one.count");
    private static final AttributeKey<List<Long>> COUNTS = AttributeKey.longArrayKey("orm.n_plus_one.counts");
    private static final AttributeKey<String> SUBJECT = AttributeKey.stringKey("orm.n_plus_one.subject");
    private static final AttributeKey<Double> DURATION = AttributeKey.doubleKey("orm.n_plus_one.duration");
    private static final AttributeKey<String> LOADED_BY = AttributeKey.stringKey("orm.n_plus_one.loaded_by");
    /** {@code cache}, where no statement has read. */
    private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("orm.n_plus_one.source");

    private static final AttributeKey<String> REMEDY = AttributeKey.stringKey("orm.n_plus_one.remedy");

    private final LogLimit limit = new LogLimit();
    private final Supplier<@Nullable Metrics> metrics;
    private final LogEvents events;

    NPlusOneMark(Supplier<@Nullable Metrics> metrics, LogEvents events) {
        this.metrics = metrics;
        this.events = events;
    }

    /** On a span of ours that runs. */
    void subjects(Span span, ReadCounts below) {
        describe(span, below.suspects());
    }

    /** On a span of ours that ends now. */
    void ending(Span span, ReadCounts below, @Nullable OperationName operation, long epochNanos) {
        List<ReadCount> suspects = below.suspects();
        if (suspects.isEmpty()) {
            return;
        }
        for (ReadCount suspect : suspects) {
            found(span, suspect, operation);
            Attributes event = event(suspect, operation);
            span.addEvent(EVENT, event, epochNanos, TimeUnit.NANOSECONDS);
            events.orm(span, EVENT, event, epochNanos);
        }
        describe(span, suspects);
    }

    /** On a span of the application, which may end at any time. */
    void running(Span span, ReadCounts below, ReadCount suspect, boolean isNew) {
        if (isNew) {
            found(span, suspect, null);
            Attributes event = event(suspect, null);
            span.addEvent(EVENT, event);
            events.orm(span, EVENT, event, 0);
            describe(span, below.suspects());
        } else {
            tell(span, counts(below.suspects()));
        }
    }

    /** The one place that every N+1 passes, once below each parent. */
    private void found(Span span, ReadCount suspect, @Nullable OperationName operation) {
        String subject = suspect.subject();
        Metrics counters = metrics.get();
        if (counters != null) {
            counters.nPlusOneFound(suspect.operation());
        }
        if (limit.allows(subject)) {
            Guard.warn(text(span, suspect, subject, operation));
        }
    }

    private static void describe(Span span, List<ReadCount> suspects) {
        if (!suspects.isEmpty()) {
            Map<String, Long> counts = counts(suspects);
            span.setAttribute(SUBJECTS, List.copyOf(counts.keySet()));
            tell(span, counts);
        }
    }

    private static void tell(Span span, Map<String, Long> counts) {
        span.setAttribute(
                COUNT, counts.values().stream().mapToLong(Long::longValue).sum());
        if (counts.size() > 1) {
            span.setAttribute(COUNTS, List.copyOf(counts.values()));
        }
    }

    private static Map<String, Long> counts(List<ReadCount> suspects) {
        Map<String, Long> counts = new LinkedHashMap<>();
        suspects.forEach(suspect -> counts.merge(suspect.subject(), (long) suspect.count, Long::sum));
        return counts;
    }

    private static Attributes event(ReadCount suspect, @Nullable OperationName operation) {
        AttributesBuilder attributes = Attributes.builder();
        attributes.put(SUBJECT, suspect.subject());
        attributes.put(COUNT, (long) suspect.count);
        attributes.put(DURATION, suspect.nanos / 1e9);
        attributes.put(SOURCE, suspect.isFromCache() ? "cache" : null);
        attributes.put(LOADED_BY, loadedBy(suspect, operation));
        attributes.put(REMEDY, Remedy.of(suspect, operation));
        return attributes.build();
    }

    private static @Nullable String loadedBy(ReadCount suspect, @Nullable OperationName operation) {
        if (suspect.loadedBy != null || operation == null) {
            return suspect.loadedBy;
        }
        return suspect.isLazy() ? null : operation.full;
    }

    private static String text(Span span, ReadCount suspect, String subject, @Nullable OperationName operation) {
        String owners = loadedBy(suspect, operation);
        return String.format(
                Locale.ROOT,
                "N+1: %s was read %d times%s (%.3f s) below one parent%s. Usual remedy: %s. trace_id=%s span_id=%s",
                subject,
                suspect.count,
                suspect.isFromCache() ? " from a cache on another machine" : "",
                suspect.nanos / 1e9,
                owners == null ? "" : ", after " + owners,
                Remedy.of(suspect, operation),
                span.getSpanContext().getTraceId(),
                span.getSpanContext().getSpanId());
    }
}
