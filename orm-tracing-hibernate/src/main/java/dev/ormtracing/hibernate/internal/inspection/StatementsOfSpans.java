package dev.ormtracing.hibernate.internal.inspection;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many statements were prepared in each span. Nobody announces the end of a span of the application, so the table has
 * a fixed size, and a span that has prepared nothing for long loses its place: it may then tell too little. The table holds
 * ids, no spans. Thread-safe.
 */
final class StatementsOfSpans {

    static final AttributeKey<Long> COUNT = AttributeKey.longKey("orm.statement.count");
    static final AttributeKey<List<String>> SUMMARIES = AttributeKey.stringArrayKey("orm.statement.summaries");

    /** Summaries of one span; what comes on top has no name. */
    static final int MAX_SUMMARIES = 16;

    private static final String OTHERS = "other statements";
    private static final int MAX_SPANS = 512;

    private final Map<String, Statements> spans = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Statements> eldest) {
            return size() > MAX_SPANS;
        }
    };

    /** Counts one more, and tells the span. */
    void add(Span span, String summary) {
        if (!span.isRecording()) {
            return;
        }
        String id = span.getSpanContext().getSpanId();
        synchronized (spans) {
            spans.computeIfAbsent(id, unknown -> new Statements()).add(span, summary);
        }
    }

    /** Those of one span. Guarded by the table. */
    private static final class Statements {

        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private long all;

        void add(Span span, String summary) {
            all++;
            boolean known = counts.containsKey(summary) || counts.size() < MAX_SUMMARIES;
            counts.merge(summary.isEmpty() || !known ? OTHERS : summary, 1, Integer::sum);
            span.setAttribute(COUNT, all);
            span.setAttribute(SUMMARIES, text());
        }

        private List<String> text() {
            List<String> text = new ArrayList<>(counts.size());
            counts.forEach((summary, count) -> text.add(count + " " + summary));
            return text;
        }
    }
}
