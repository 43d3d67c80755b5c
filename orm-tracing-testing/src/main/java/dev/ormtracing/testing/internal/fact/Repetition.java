package dev.ormtracing.testing.internal.fact;

import dev.ormtracing.testing.internal.span.NPlusOneEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was read or written again and again.
 *
 * @param parent the span below which
 * @param count how many times; 0 below a span that has not ended
 */
public record Repetition(SpanNode parent, String subject, long count, String remedy) {

    /** Each N+1. */
    public static List<Repetition> reads(List<SpanNode> spans) {
        return of(spans, NPlusOneEvent.READS);
    }

    /** Each statement that was not batched. */
    public static List<Repetition> writes(List<SpanNode> spans) {
        return of(spans, NPlusOneEvent.WRITES);
    }

    private static List<Repetition> of(List<SpanNode> spans, String name) {
        return spans.stream().flatMap(span -> of(span, name)).toList();
    }

    private static Stream<Repetition> of(SpanNode span, String name) {
        List<NPlusOneEvent> events = NPlusOneEvent.of(span.tree().span(), name).toList();
        return span.list(name).stream().map(Object::toString).map(subject -> {
            Optional<NPlusOneEvent> event = events.stream()
                    .filter(told -> told.subject().equals(subject))
                    .findFirst();
            return new Repetition(
                    span,
                    subject,
                    event.map(NPlusOneEvent::count).orElse(0L),
                    event.map(NPlusOneEvent::remedy).orElse(""));
        });
    }

    @Override
    public String toString() {
        return subject
                + (count == 0 ? "" : " (" + count + " times)")
                + " below [" + parent.tree().shortName() + "]"
                + (remedy.isEmpty() ? "" : "; remedy: " + remedy);
    }
}
