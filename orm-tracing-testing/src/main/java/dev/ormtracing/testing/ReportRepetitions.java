package dev.ormtracing.testing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was loaded one by one, as the events {@code orm.n_plus_one} tell it. */
final class ReportRepetitions {

    static final String EVENT = "orm.n_plus_one";

    private static final double NANOS_PER_SECOND = 1e9;

    private ReportRepetitions() {}

    /** The longest first. */
    static List<Map<String, Object>> json(List<ReportSpan> spans) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (ReportSpan span : spans) {
            for (EventData event : span.data().getEvents()) {
                if (event.getName().equals(EVENT)) {
                    found.add(json(span, event.getAttributes()));
                }
            }
        }
        found.sort(Comparator.comparingLong((Map<String, Object> one) -> (Long) one.get("total"))
                .reversed());
        return found;
    }

    private static Map<String, Object> json(ReportSpan span, Attributes attributes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("span", span.index());
        json.put("what", text(attributes, "orm.n_plus_one.subject"));
        json.put("count", Objects.requireNonNullElse(attributes.get(AttributeKey.longKey("orm.n_plus_one.count")), 0L));
        json.put("total", nanos(attributes.get(AttributeKey.doubleKey("orm.n_plus_one.duration"))));
        json.put("owners", text(attributes, "orm.n_plus_one.loaded_by"));
        json.put("remedy", text(attributes, "orm.n_plus_one.remedy"));
        return json;
    }

    private static String text(Attributes attributes, String key) {
        return Objects.requireNonNullElse(attributes.get(AttributeKey.stringKey(key)), "");
    }

    private static long nanos(@Nullable Double seconds) {
        return seconds == null ? 0 : Math.round(seconds * NANOS_PER_SECOND);
    }
}
