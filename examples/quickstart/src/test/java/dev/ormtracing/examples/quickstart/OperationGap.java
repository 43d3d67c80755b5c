package dev.ormtracing.examples.quickstart;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The time of an operation that none of its children covers.
 *
 * @param key what tells the operation from the others of a run, the same in each run
 * @param tree the operation and all spans below it
 * @param places the time that is not covered, by where it is: {@code connect..db_query}, {@code hydrate..end}
 */
record OperationGap(String key, List<SpanData> tree, Map<String, Long> places) {

    private static final long SMALL_NANOS = 20_000;
    private static final double SMALL_SHARE = 0.05;

    private static final AttributeKey<String> NAME = AttributeKey.stringKey("name");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("method");

    private static final Set<String> APPLICATION_INSIDE =
            Set.of("getResultStream", "stream", "scroll", "doWork", "doReturningWork");

    /** The operations of a scenario that have children, in the order of their start. */
    static List<OperationGap> of(String scenario, List<SpanData> spans) {
        Map<String, List<SpanData>> children = new HashMap<>();
        spans.forEach(span -> children.computeIfAbsent(span.getParentSpanId(), id -> new ArrayList<>())
                .add(span));
        List<SpanData> operations = spans.stream()
                .filter(span -> span.getName().endsWith(":operation") && children.containsKey(span.getSpanId()))
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList();
        List<OperationGap> gaps = new ArrayList<>();
        for (SpanData operation : operations) {
            String key = scenario + " / " + (gaps.size() + 1) + " "
                    + operation.getAttributes().get(NAME);
            List<SpanData> tree = new ArrayList<>(List.of(operation));
            addDescendants(operation, children, tree);
            gaps.add(new OperationGap(key, tree, uncovered(operation, children.get(operation.getSpanId()))));
        }
        return gaps;
    }

    private static void addDescendants(SpanData span, Map<String, List<SpanData>> children, List<SpanData> tree) {
        for (SpanData child : children.getOrDefault(span.getSpanId(), List.of())) {
            tree.add(child);
            addDescendants(child, children, tree);
        }
    }

    private static Map<String, Long> uncovered(SpanData operation, List<SpanData> children) {
        Map<String, Long> places = new TreeMap<>();
        String before = "start";
        long end = operation.getStartEpochNanos();
        for (SpanData child : children.stream()
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
                .toList()) {
            addPlace(places, before, type(child), child.getStartEpochNanos() - end);
            before = type(child);
            end = Math.max(end, child.getEndEpochNanos());
        }
        addPlace(places, before, "end", operation.getEndEpochNanos() - end);
        return places;
    }

    private static void addPlace(Map<String, Long> places, String before, String after, long nanos) {
        if (nanos > 0) {
            places.merge(before + ".." + after, nanos, Long::sum);
        }
    }

    private static String type(SpanData span) {
        return span.getName().substring(span.getName().lastIndexOf(':') + 1);
    }

    long gapNanos() {
        return places.values().stream().mapToLong(Long::longValue).sum();
    }

    long operationNanos() {
        return tree.get(0).getEndEpochNanos() - tree.get(0).getStartEpochNanos();
    }

    double share() {
        return operationNanos() == 0 ? 0 : (double) gapNanos() / operationNanos();
    }

    boolean isSmall() {
        return gapNanos() < SMALL_NANOS || share() < SMALL_SHARE;
    }

    /** Whether code of the application runs between the start and the end, which is no phase of Hibernate's. */
    boolean runsTheApplication() {
        String method = tree.get(0).getAttributes().get(METHOD);
        return method != null && APPLICATION_INSIDE.contains(method);
    }
}
