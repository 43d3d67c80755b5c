package dev.ormtracing.report.internal;

import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.internal.span.QueryText;
import dev.ormtracing.testing.internal.text.OneLine;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A span at its place in a {@code HtmlReport}, which numbers the spans of all trees, parents before their children. */
final class ReportSpan {

    private static final AttributeKey<String> NAME = AttributeKey.stringKey("name");

    private static final AttributeKey<Long> ROWS_READ = AttributeKey.longKey("orm.rows.read");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("db.response.returned_rows");

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

    /** Where the span is, for a page that has it or can ask for its trace. */
    String at() {
        return data().getTraceId() + "-" + data().getSpanId();
    }

    /** Whether something went wrong right here: what only lets an exception pass has a child that failed. */
    boolean hasFailed() {
        return tree.isError() && tree.children().stream().noneMatch(SpanTree::isError);
    }

    boolean isOperation() {
        return "operation".equals(tree.type());
    }

    boolean isStatement() {
        return "db_query".equals(tree.type());
    }

    /** What the span is about: the operation, the summary of the statement, or its name. */
    String label() {
        String label = isOperation() ? tree.attribute(NAME) : isStatement() ? QueryText.label(data()) : null;
        return OneLine.of(Objects.requireNonNullElse(label, tree.shortName()));
    }

    /** The rows that an operation has read, or a statement that no operation ran; 0 if that is not known. */
    long rows() {
        AttributeKey<Long> key = isOperation() ? ROWS_READ : isStatement() && !isInOperation() ? ROWS : null;
        return key == null ? 0 : Objects.requireNonNullElse(tree.attribute(key), 0L);
    }

    private boolean isInOperation() {
        return parent != null && (parent.isOperation() || parent.isInOperation());
    }

    /** Who ran it: the operation around it or, without one, the span at the top. */
    String ranBy() {
        ReportSpan around = this;
        while (!around.isOperation() && around.parent != null) {
            around = around.parent;
        }
        return around == this && isStatement() ? "" : around.label();
    }

    long endEpochNanos() {
        return endEpochNanos(tree);
    }

    private static long endEpochNanos(SpanTree tree) {
        return tree.span().getStartEpochNanos() + tree.duration().toNanos();
    }

    long nanos() {
        return Math.max(0, tree.duration().toNanos());
    }

    /** The time that no child covers. Children may run at the same time. */
    long ownNanos() {
        long end = endEpochNanos();
        long covered = data().getStartEpochNanos();
        long own = 0;
        for (SpanTree child : tree.children()) {
            own += Math.max(0, Math.min(child.span().getStartEpochNanos(), end) - covered);
            covered = Math.max(covered, endEpochNanos(child));
        }
        return own + Math.max(0, end - covered);
    }
}
