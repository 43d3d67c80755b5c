package dev.ormtracing.it.backends;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * perf-sentinel's published rules for an N+1 in SQL, in words of our own: one text five times or more in a trace. Since the
 * values are parameters, which it does not see, it takes equal texts with a {@code ?} and without literals for different
 * reads if a scope of the span or of what is above it names an object-relational mapper. Ten times are critical. What
 * depends on how fast the machine is, the window of half a second and the variance of the times, is left out.
 */
final class PerfSentinelRules {

    private static final int THRESHOLD = 5;
    private static final int CRITICAL = 10;
    private static final int DEEPEST = 8;
    private static final Pattern MAPPER = Pattern.compile("(?i)(?<!\\w)(hibernate|jpa|spring-data)(?!\\w)");
    private static final Pattern LITERAL = Pattern.compile("'|(?<![\\w.])\\d");

    record Finding(String template, int occurrences, String severity) {}

    private PerfSentinelRules() {}

    static List<Finding> find(List<SpanData> trace) {
        Map<String, SpanData> byId = trace.stream().collect(Collectors.toMap(SpanData::getSpanId, Function.identity()));
        Map<String, List<SpanData>> byText = new LinkedHashMap<>();
        for (SpanData span : trace) {
            String text = text(span);
            if (text != null) {
                byText.computeIfAbsent(text, key -> new ArrayList<>()).add(span);
            }
        }
        List<Finding> findings = new ArrayList<>();
        byText.forEach((text, spans) -> {
            boolean parameters = text.contains("?") && !LITERAL.matcher(text).find();
            boolean mapper = spans.stream().anyMatch(span -> isOfMapper(span, byId));
            if (spans.size() >= THRESHOLD && parameters && mapper) {
                findings.add(new Finding(text, spans.size(), spans.size() >= CRITICAL ? "critical" : "warning"));
            }
        });
        return findings;
    }

    private static @Nullable String text(SpanData span) {
        String old = span.getAttributes().get(AttributeKey.stringKey("db.statement"));
        return old == null ? span.getAttributes().get(AttributeKey.stringKey("db.query.text")) : old;
    }

    private static boolean isOfMapper(SpanData span, Map<String, SpanData> byId) {
        SpanData at = span;
        for (int i = 0; i <= DEEPEST && at != null; i++) {
            if (MAPPER.matcher(at.getInstrumentationScopeInfo().getName()).find()) {
                return true;
            }
            at = byId.get(at.getParentSpanId());
        }
        return false;
    }
}
