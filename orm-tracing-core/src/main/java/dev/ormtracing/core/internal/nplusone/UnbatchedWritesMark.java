package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.LogLimit;
import dev.ormtracing.core.internal.measure.LogEvents;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says on a transaction's span and in the log what was written in it row by row. Thread-safe. */
final class UnbatchedWritesMark {

    private static final String EVENT = "orm.unbatched_writes";

    private static final AttributeKey<List<String>> SUBJECTS = AttributeKey.stringArrayKey("orm.unbatched_writes");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("orm.unbatched_writes.count");
    private static final AttributeKey<String> SUBJECT = AttributeKey.stringKey("orm.unbatched_writes.subject");
    private static final AttributeKey<Double> DURATION = AttributeKey.doubleKey("orm.unbatched_writes.duration");
    private static final AttributeKey<String> REMEDY = AttributeKey.stringKey("orm.unbatched_writes.remedy");

    private final LogLimit limit = new LogLimit();
    private final LogEvents events;

    UnbatchedWritesMark(LogEvents events) {
        this.events = events;
    }

    /** On a span that runs. */
    void subjects(Span span, List<WriteCount> suspects) {
        span.setAttribute(
                SUBJECTS, suspects.stream().map(WriteCount::subject).distinct().toList());
        span.setAttribute(
                COUNT, suspects.stream().mapToLong(suspect -> suspect.count).sum());
    }

    /** On a span that ends now. */
    void ending(Span span, List<WriteCount> suspects, long epochNanos) {
        if (suspects.isEmpty()) {
            return;
        }
        for (WriteCount suspect : suspects) {
            if (limit.allows(suspect.subject())) {
                Guard.warn(text(span, suspect));
            }
            Attributes event = event(suspect);
            span.addEvent(EVENT, event, epochNanos, TimeUnit.NANOSECONDS);
            events.orm(span, EVENT, event, epochNanos);
        }
        subjects(span, suspects);
    }

    private static Attributes event(WriteCount suspect) {
        return Attributes.builder()
                .put(SUBJECT, suspect.subject())
                .put(COUNT, (long) suspect.count)
                .put(DURATION, suspect.nanos / 1e9)
                .put(REMEDY, suspect.remedy())
                .build();
    }

    private static String text(Span span, WriteCount suspect) {
        return String.format(
                Locale.ROOT,
                "Unbatched writes: %s was executed %d times (%.3f s) in one transaction. Usual remedy: %s. trace_id=%s"
                        + " span_id=%s",
                suspect.subject(),
                suspect.count,
                suspect.nanos / 1e9,
                suspect.remedy(),
                span.getSpanContext().getTraceId(),
                span.getSpanContext().getSpanId());
    }
}
