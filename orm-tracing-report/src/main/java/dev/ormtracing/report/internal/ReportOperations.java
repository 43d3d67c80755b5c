package dev.ormtracing.report.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations by their names. */
final class ReportOperations {

    private static final class Named {

        private final String name;
        private final Durations durations = new Durations();
        private long statements;
        private long failures;

        private Named(String name) {
            this.name = name;
        }

        private void add(ReportSpan span) {
            durations.add(span);
            statements += span.tree().queries().size();
            failures += span.tree().isError() ? 1 : 0;
        }

        private Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", name);
            durations.putInto(json);
            json.put("statements", statements);
            json.put("failures", failures);
            return json;
        }
    }

    private ReportOperations() {}

    /** The longest total first. */
    static List<Map<String, Object>> json(List<ReportSpan> spans) {
        Map<String, Named> byName = new LinkedHashMap<>();
        spans.stream()
                .filter(ReportSpan::isOperation)
                .forEach(
                        span -> byName.computeIfAbsent(span.label(), Named::new).add(span));
        List<Named> sorted = new ArrayList<>(byName.values());
        sorted.sort(Comparator.comparingLong((Named named) -> named.durations.total())
                .reversed());
        return sorted.stream().map(Named::json).toList();
    }
}
