package dev.ormtracing.it.backends;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sentry's published rules for an N+1 whose queries stand between other spans ("MN+1"), in words of our own: a sequence of
 * at most eight spans, at least one of them a query and not all alike, repeats at least three times without a gap; queries
 * are a twentieth of its time or more; and one span of the event is the common ancestor, at most three levels up. What
 * depends on how fast the machine is, the whole time, is left out. Their Java SDK says what a span of OpenTelemetry is to
 * them: one with {@code db.system} is a query, described by {@code db.statement} or else {@code db.query.text}; any other
 * one is named by its name.
 */
final class SentryRules {

    private static final int LONGEST = 8;
    private static final int LEAST_REPETITIONS = 3;
    private static final int DEEPEST = 3;
    private static final double LEAST_SHARE = 0.05;

    private final Map<String, Seen> byId = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** A span as Sentry has it. */
    private record Seen(String id, String parent, String op, String description, long nanos) {

        boolean isQuery() {
            return op.equals("db");
        }

        boolean isLike(Seen other) {
            return op.equals(other.op) && (!isQuery() || description.equals(other.description));
        }
    }

    /** @param parent the name of the common ancestor */
    record Problem(String query, int repetitions, List<String> pattern, String parent) {

        /** In one turn. */
        int queries() {
            return (int) pattern.stream().filter("db"::equals).count();
        }
    }

    /** Those of one request, of which the root is the event itself and none of its spans. */
    static List<Problem> find(List<SpanData> spans) {
        return new SentryRules().run(spans);
    }

    private List<Problem> run(List<SpanData> spans) {
        List<Seen> event = spans.stream()
                .filter(span -> span.getParentSpanContext().isValid())
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos)
                        .thenComparing(Comparator.comparingLong(SpanData::getEndEpochNanos)
                                .reversed()))
                .map(SentryRules::seen)
                .toList();
        event.forEach(span -> byId.put(span.id, span));
        List<Seen> recent = new ArrayList<>();
        List<Seen> pattern = null;
        List<Seen> matched = new ArrayList<>();
        for (Seen span : event) {
            if (pattern != null) {
                if (pattern.get(matched.size() % pattern.size()).isLike(span)) {
                    matched.add(span);
                    continue;
                }
                judge(pattern, matched);
                recent = new ArrayList<>(matched.subList(Math.max(0, matched.size() - pattern.size()), matched.size()));
                recent.add(span);
                shorten(recent);
                pattern = null;
                continue;
            }
            pattern = begun(recent, span);
            if (pattern != null) {
                matched = new ArrayList<>(pattern);
                matched.add(span);
            } else {
                recent.add(span);
                shorten(recent);
            }
        }
        if (pattern != null) {
            judge(pattern, matched);
        }
        return problems;
    }

    private static void shorten(List<Seen> recent) {
        while (recent.size() > LONGEST) {
            recent.remove(0);
        }
    }

    /** What has begun to repeat, or null. A span that follows one like it is no sequence. */
    private static @Nullable List<Seen> begun(List<Seen> recent, Seen span) {
        for (int i = 0; i < recent.size() - 1; i++) {
            List<Seen> pattern = recent.subList(i, recent.size());
            if (recent.get(i).isLike(span) && isPattern(pattern)) {
                return List.copyOf(pattern);
            }
        }
        return null;
    }

    private static boolean isPattern(List<Seen> pattern) {
        return !pattern.get(0).description.equals("prisma:client:serialize")
                && pattern.stream()
                        .anyMatch(span ->
                                span.isQuery() && !span.description.isEmpty() && !span.description.endsWith("..."))
                && pattern.stream().anyMatch(span -> !span.isLike(pattern.get(0)));
    }

    private void judge(List<Seen> pattern, List<Seen> matched) {
        int repetitions = matched.size() / pattern.size();
        List<Seen> offenders = matched.subList(0, repetitions * pattern.size());
        long all = offenders.stream().mapToLong(Seen::nanos).sum();
        long queries =
                offenders.stream().filter(Seen::isQuery).mapToLong(Seen::nanos).sum();
        Seen parent = commonAncestor(offenders);
        if (repetitions >= LEAST_REPETITIONS && queries >= LEAST_SHARE * all && parent != null) {
            problems.add(new Problem(
                    offenders.stream().filter(Seen::isQuery).findFirst().orElseThrow().description,
                    repetitions,
                    pattern.stream().map(Seen::op).toList(),
                    parent.op));
        }
    }

    private @Nullable Seen commonAncestor(List<Seen> offenders) {
        Set<String> common = null;
        for (Seen span : offenders) {
            Set<String> ancestors = new LinkedHashSet<>();
            Seen at = span;
            for (int i = 0; i < DEEPEST && at != null; i++) {
                ancestors.add(at.parent);
                at = byId.get(at.parent);
            }
            if (common == null) {
                common = ancestors;
            } else {
                common.retainAll(ancestors);
            }
        }
        return common == null
                ? null
                : common.stream()
                        .map(byId::get)
                        .filter(span -> span != null)
                        .findFirst()
                        .orElse(null);
    }

    private static Seen seen(SpanData span) {
        Attributes attributes = span.getAttributes();
        boolean query = attributes.get(AttributeKey.stringKey("db.system")) != null;
        String text = attributes.get(AttributeKey.stringKey("db.statement"));
        if (text == null) {
            text = attributes.get(AttributeKey.stringKey("db.query.text"));
        }
        return new Seen(
                span.getSpanId(),
                span.getParentSpanId(),
                query ? "db" : span.getName(),
                query && text != null ? text : span.getName(),
                span.getEndEpochNanos() - span.getStartEpochNanos());
    }
}
