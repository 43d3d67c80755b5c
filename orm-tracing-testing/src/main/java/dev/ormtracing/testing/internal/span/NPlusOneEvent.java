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
 * What was loaded one by one, as an event {@code orm.n_plus_one} tells it.
 *
 * @param loadedBy what loaded the owners, empty if that is not known
 */
public record NPlusOneEvent(String subject, long count, double seconds, String loadedBy, String remedy) {

    private static final AttributeKey<List<String>> SUBJECTS = AttributeKey.stringArrayKey("orm.n_plus_one");

    public static Stream<NPlusOneEvent> of(SpanData span) {
        return span.getEvents().stream()
                .filter(event -> event.getName().equals("orm.n_plus_one"))
                .map(EventData::getAttributes)
                .map(NPlusOneEvent::of);
    }

    /** What is known before a span ends, when the events of a span of ours come: only what, not how often. */
    public static List<String> runningSubjects(SpanData span) {
        List<String> subjects = span.hasEnded() ? null : span.getAttributes().get(SUBJECTS);
        return subjects == null ? List.of() : subjects;
    }

    private static NPlusOneEvent of(Attributes told) {
        return new NPlusOneEvent(
                text(told, "orm.n_plus_one.subject"),
                Objects.requireNonNullElse(told.get(longKey("orm.n_plus_one.count")), 0L),
                Objects.requireNonNullElse(told.get(doubleKey("orm.n_plus_one.duration")), 0.0),
                text(told, "orm.n_plus_one.loaded_by"),
                text(told, "orm.n_plus_one.remedy"));
    }

    private static String text(Attributes told, String key) {
        return Objects.requireNonNullElse(told.get(stringKey(key)), "");
    }
}
