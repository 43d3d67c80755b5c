package dev.ormtracing.testing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        json.put("what", first(attributes, "orm.role", "name", "db.query.text", "db.query.summary"));
        json.put("count", number(attributes, "orm.n_plus_one.count"));
        json.put("total", Math.round(number(attributes, "orm.n_plus_one.duration") * NANOS_PER_SECOND));
        json.put("owners", first(attributes, "orm.n_plus_one.loaded_by"));
        json.put("remedy", first(attributes, "orm.n_plus_one.remedy"));
        return json;
    }

    private static String first(Attributes attributes, String... keys) {
        for (String key : keys) {
            String value = attributes.get(AttributeKey.stringKey(key));
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private static double number(Attributes attributes, String key) {
        Long whole = attributes.get(AttributeKey.longKey(key));
        Double broken = attributes.get(AttributeKey.doubleKey(key));
        return whole != null ? whole : broken != null ? broken : 0;
    }
}
