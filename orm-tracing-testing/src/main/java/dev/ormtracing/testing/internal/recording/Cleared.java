package dev.ormtracing.testing.internal.recording;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is out of sight since {@code Traces.clear()}, by the order of starts. */
public record Cleared(Set<Long> ended, Set<Long> open) {

    private static final Collector<RecordedSpan, ?, Set<Long>> ORDERS =
            Collectors.mapping(RecordedSpan::startOrder, Collectors.toUnmodifiableSet());

    public static Cleared of(List<RecordedSpan> spans) {
        return spans.stream()
                .collect(Collectors.teeing(
                        Collectors.filtering(RecordedSpan::hasEnded, ORDERS),
                        Collectors.filtering(span -> !span.hasEnded(), ORDERS),
                        Cleared::new));
    }

    public List<RecordedSpan> removedFrom(List<RecordedSpan> spans) {
        Set<String> around = around(spans);
        return spans.stream()
                .filter(span -> isSeen(span) || around.contains(span.spanId()) && !ended.contains(span.startOrder()))
                .toList();
    }

    private boolean isSeen(RecordedSpan span) {
        boolean stillOpen = !span.hasEnded() && open.contains(span.startOrder());
        return !stillOpen && !ended.contains(span.startOrder());
    }

    /** The ids of the parents of what is seen, and of theirs. */
    private Set<String> around(List<RecordedSpan> spans) {
        Map<String, RecordedSpan> byId = new HashMap<>();
        spans.forEach(span -> byId.put(span.spanId(), span));
        Set<String> around = new HashSet<>();
        for (RecordedSpan span : spans) {
            RecordedSpan parent = isSeen(span) ? parent(span, byId) : null;
            while (parent != null && around.add(parent.spanId())) {
                parent = parent(parent, byId);
            }
        }
        return around;
    }

    private static @Nullable RecordedSpan parent(RecordedSpan span, Map<String, RecordedSpan> byId) {
        return byId.get(span.data().getParentSpanId());
    }
}
