package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.recording.RecordedSpan;
import dev.ormtracing.testing.internal.span.SpanNames;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a list of spans together as trees. */
final class SpanForest {

    /** Below a span of ours there is one clock; spans that start at one instant are told apart by their ends. */
    private static final Comparator<RecordedSpan> BY_TIME = Comparator.comparingLong(
                    (RecordedSpan span) -> span.data().getStartEpochNanos())
            .thenComparingLong(span -> span.hasEnded() ? span.data().getEndEpochNanos() : Long.MAX_VALUE);

    private static final Comparator<RecordedSpan> BY_START_ORDER = Comparator.comparingLong(RecordedSpan::startOrder);

    private final SpanNames names;
    private final Map<String, List<RecordedSpan>> childrenOf = new HashMap<>();
    private final List<RecordedSpan> roots = new ArrayList<>();

    private SpanForest(List<RecordedSpan> spans, SpanNames names) {
        this.names = names;
        Map<String, RecordedSpan> byId = new HashMap<>();
        spans.forEach(span -> byId.put(span.spanId(), span));
        for (RecordedSpan span : spans) {
            String parent = span.data().getParentSpanId();
            (byId.containsKey(parent) ? childrenOf.computeIfAbsent(parent, id -> new ArrayList<>()) : roots).add(span);
        }
    }

    static List<SpanTree> of(List<RecordedSpan> spans, SpanNames names) {
        SpanForest forest = new SpanForest(spans, names);
        return forest.trees(forest.roots, BY_START_ORDER);
    }

    private List<SpanTree> trees(List<RecordedSpan> siblings, Comparator<RecordedSpan> order) {
        return siblings.stream().sorted(order).map(this::tree).toList();
    }

    private SpanTree tree(RecordedSpan recorded) {
        SpanData span = recorded.data();
        String type = names.typeOf(span);
        List<RecordedSpan> children = childrenOf.getOrDefault(span.getSpanId(), List.of());
        return new SpanTree(span, type, trees(children, type == null ? BY_START_ORDER : BY_TIME));
    }
}
