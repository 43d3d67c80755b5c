package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.text.OneLine;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A span at its place in a {@link HtmlReport}, which numbers the spans of all trees, parents before their children. */
final class ReportSpan {

    private static final AttributeKey<String> NAME = AttributeKey.stringKey("name");

    private final SpanTree tree;
    private final @Nullable ReportSpan parent;
    private final int index;
    private final int trace;

    private ReportSpan(SpanTree tree, @Nullable ReportSpan parent, int index, int trace) {
        this.tree = tree;
        this.parent = parent;
        this.index = index;
        this.trace = trace;
    }

    static List<ReportSpan> of(List<SpanTree> trees) {
        List<ReportSpan> spans = new ArrayList<>();
        for (int trace = 0; trace < trees.size(); trace++) {
            add(trees.get(trace), null, trace, spans);
        }
        return spans;
    }

    private static void add(SpanTree tree, @Nullable ReportSpan parent, int trace, List<ReportSpan> spans) {
        ReportSpan span = new ReportSpan(tree, parent, spans.size(), trace);
        spans.add(span);
        tree.children().forEach(child -> add(child, span, trace, spans));
    }

    SpanTree tree() {
        return tree;
    }

    SpanData data() {
        return tree.span();
    }

    @Nullable
    ReportSpan parent() {
        return parent;
    }

    int index() {
        return index;
    }

    /** The number of the tree that it belongs to. */
    int trace() {
        return trace;
    }

    int level() {
        return parent == null ? 1 : parent.level() + 1;
    }

    boolean isStatement() {
        return tree.hasType("db_query");
    }

    /** What the span is about: the operation, the summary of the statement, or its name. */
    String label() {
        String label = tree.hasType("operation") ? tree.attribute(NAME) : isStatement() ? tree.queryLabel() : null;
        return OneLine.of(Objects.requireNonNullElse(label, tree.shortName()));
    }

    /** Who ran it: the operation around it or, without one, the span at the top. */
    String ranBy() {
        ReportSpan around = this;
        while (!around.tree.hasType("operation") && around.parent != null) {
            around = around.parent;
        }
        return around == this && isStatement() ? "" : around.label();
    }

    long nanos() {
        return Math.max(0, tree.duration().toNanos());
    }

    /** The time that no child covers. Children may run at the same time. */
    long ownNanos() {
        long end = tree.endEpochNanos();
        long covered = data().getStartEpochNanos();
        long own = 0;
        for (SpanTree child : tree.children()) {
            own += Math.max(0, Math.min(child.span().getStartEpochNanos(), end) - covered);
            covered = Math.max(covered, child.endEpochNanos());
        }
        return own + Math.max(0, end - covered);
    }
}
