package dev.ormtracing.report.internal;

import dev.ormtracing.testing.internal.span.NPlusOneEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was loaded one by one. */
final class ReportRepetitions {

    private static final double NANOS_PER_SECOND = 1e9;

    private ReportRepetitions() {}

    /** The longest first. */
    static List<Map<String, Object>> json(List<ReportSpan> spans) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (ReportSpan span : spans) {
            NPlusOneEvent.of(span.data()).forEach(event -> found.add(json(span, event)));
        }
        found.sort(Comparator.comparingLong((Map<String, Object> one) -> (Long) one.get("total"))
                .reversed());
        return found;
    }

    private static Map<String, Object> json(ReportSpan span, NPlusOneEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", span.at());
        json.put("below", span.label());
        json.put("what", event.subject());
        json.put("count", event.count());
        json.put("total", Math.round(event.seconds() * NANOS_PER_SECOND));
        json.put("owners", event.loadedBy());
        json.put("remedy", event.remedy());
        return json;
    }
}
