package dev.ormtracing.testing.internal.span;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What was read or written one by one, as an event {@code orm.n_plus_one} or {@code orm.unbatched_writes} tells it.
 *
 * @param loadedBy what loaded the owners, empty if that is not known
 */
public record NPlusOneEvent(String subject, long count, double seconds, String loadedBy, String remedy) {

    /** The name of the events and of the attribute with their subjects. */
    public static final String READS = "orm.n_plus_one";

    /** The name of the events of writes without a batch, and of the attribute with their subjects. */
    public static final String WRITES = "orm.unbatched_writes";

    /** What was read. */
    public static Stream<NPlusOneEvent> of(SpanData span) {
        return of(span, READS);
    }

    public static Stream<NPlusOneEvent> of(SpanData span, String name) {
        return span.getEvents().stream()
                .filter(event -> event.getName().equals(name))
                .map(EventData::getAttributes)
                .map(told -> of(told, name));
    }

    /** What is known before a span ends, when the events of a span of ours come: only what, not how often. */
    public static List<String> runningSubjects(SpanData span, String name) {
        List<String> subjects = span.hasEnded() ? null : span.getAttributes().get(AttributeKey.stringArrayKey(name));
        return subjects == null ? List.of() : subjects;
    }

    private static NPlusOneEvent of(Attributes told, String name) {
        return new NPlusOneEvent(
                text(told, name + ".subject"),
                Objects.requireNonNullElse(told.get(longKey(name + ".count")), 0L),
                Objects.requireNonNullElse(told.get(doubleKey(name + ".duration")), 0.0),
                text(told, name + ".loaded_by"),
                text(told, name + ".remedy"));
    }

    private static String text(Attributes told, String key) {
        return Objects.requireNonNullElse(told.get(stringKey(key)), "");
    }
}
