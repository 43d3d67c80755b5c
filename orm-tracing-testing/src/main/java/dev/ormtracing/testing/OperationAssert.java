package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.golden.GoldenTrees;
import dev.ormtracing.testing.internal.golden.Rewriting;
import dev.ormtracing.testing.internal.matching.Difference;
import dev.ormtracing.testing.internal.matching.TreeComparison;
import dev.ormtracing.testing.internal.matching.TreePattern;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Assertions on an operation, returned by {@link TracesAssert#hasOperation(String)}; immutable.
 *
 * <p>When several operations have the name, each {@code with…} keeps those that fit and fails when none is left:
 * {@code hasOperation("User.find").withQueries(1).withoutError()} demands one that fits both. {@link #once()} demands that
 * it is the only one; {@link TracesAssert#operations(String)} selects all of them.
 *
 * @since 0.1.0
 */
public final class OperationAssert {

    private final TracesAssert origin;
    private final String wanted;
    private final List<SpanTree> candidates;

    OperationAssert(TracesAssert origin, String wanted, List<SpanTree> candidates) {
        this.origin = origin;
        this.wanted = wanted;
        this.candidates = candidates;
    }

    /** Demands that exactly one operation fits the conditions so far. */
    public OperationAssert once() {
        if (candidates.size() != 1) {
            throw origin.failure(
                    "Expecting " + wanted + " once, not " + candidates.size() + " times", 1, candidates.size());
        }
        return this;
    }

    /** Demands so many queries within the operation, flushes and nested operations included. */
    public OperationAssert withQueries(int expected) {
        return narrow(
                "with " + Statements.count(expected), tree -> tree.queries().size() == expected);
    }

    /** Demands at most so many queries within the operation. */
    public OperationAssert withAtMostQueries(int limit) {
        return narrow(
                "with at most " + Statements.count(limit),
                tree -> tree.queries().size() <= limit);
    }

    /** Demands no query: the answer came from the persistence context or a cache, or the work was deferred to a flush. */
    public OperationAssert withoutQueries() {
        return withQueries(0);
    }

    /** Demands an attribute, e.g. {@code withAttribute("method", "find")}; whole numbers may be int or long. */
    public OperationAssert withAttribute(String key, Object value) {
        Object expected = value instanceof Integer number ? Long.valueOf(number) : value;
        return narrow("with " + key + "=" + value, tree -> expected.equals(tree.attribute(key)));
    }

    /** Demands an attribute with this value. */
    public <T> OperationAssert withAttribute(AttributeKey<T> key, T value) {
        return narrow("with " + key.getKey() + "=" + value, tree -> value.equals(tree.attribute(key)));
    }

    /** Demands an attribute with any value. */
    public OperationAssert withAttribute(String key) {
        return narrow("with " + key, tree -> tree.attribute(key) != null);
    }

    /** Demands that the operation has ended and has no attribute of this key. */
    public OperationAssert withoutAttribute(String key) {
        return narrow("without " + key, tree -> tree.hasEnded() && tree.attribute(key) == null);
    }

    /** Demands so many results, {@code orm.result.count}. */
    public OperationAssert withResultCount(long expected) {
        return withAttribute("orm.result.count", expected);
    }

    /** Demands the status ERROR. */
    public OperationAssert withError() {
        return narrow("with an error", SpanTree::isError);
    }

    /** Demands the status ERROR, and the name of exactly this class as {@code error.type}. */
    public OperationAssert withError(Class<? extends Throwable> type) {
        return narrow(
                "with error " + type.getName(),
                tree -> tree.isError()
                        && (type.getName().equals(tree.errorType())
                                || Objects.equals(type.getCanonicalName(), tree.errorType())));
    }

    /** Demands the status ERROR and this {@code error.type}. */
    public OperationAssert withError(String type) {
        return narrow("with error " + type, tree -> tree.isError() && type.equals(tree.errorType()));
    }

    /** Demands that the operation has ended and its status is not ERROR. */
    public OperationAssert withoutError() {
        return narrow("without error", tree -> tree.hasEnded() && !tree.isError());
    }

    /** Demands a span directly below, named as in {@link TracesAssert#hasSpan(String)}. */
    public OperationAssert withChild(String span) {
        SpanSelector selector = SpanSelector.of(span);
        return narrow("with child " + span, tree -> tree.children().stream().anyMatch(selector));
    }

    /** Demands no such span directly below, named as in {@link TracesAssert#hasSpan(String)}. */
    public OperationAssert withoutChild(String span) {
        SpanSelector selector = SpanSelector.of(span);
        return narrow("without child " + span, tree -> tree.children().stream().noneMatch(selector));
    }

    /** Demands exactly these spans directly below, in this order, named as in {@link TracesAssert#hasSpan(String)}. */
    public OperationAssert withChildren(String... spans) {
        List<SpanSelector> selectors = Stream.of(spans).map(SpanSelector::of).toList();
        return narrow("with children " + String.join(", ", spans), tree -> fit(selectors, tree.children()));
    }

    /** Demands this whole tree of the operation, as in {@link TracesAssert#matchesTree(String)}, in the standard format. */
    public OperationAssert withTree(String expected) {
        TreePattern.Siblings pattern = TreePattern.parse(expected);
        if (candidates.size() == 1) {
            Difference difference = difference(pattern, candidates.get(0));
            if (!difference.isEmpty()) {
                Rewriting rewriting =
                        GoldenTrees.inSource(expected, candidates.get(0).text());
                if (!rewriting.isDone()) {
                    throw origin.failure(
                            "Expecting " + wanted + " with another tree (- missing, + unexpected):\n\n" + difference
                                    + rewriting.asEnd(),
                            difference.expected(),
                            difference.actual());
                }
            }
            return this;
        }
        return narrow(
                "with tree\n\n" + expected.stripTrailing() + "\n\n",
                tree -> difference(pattern, tree).isEmpty());
    }

    private static Difference difference(TreePattern.Siblings pattern, SpanTree tree) {
        return TreeComparison.difference(pattern, TreeFormat.standard().lines(List.of(tree)));
    }

    /** Runs further assertions on the operation. */
    public OperationAssert matching(String what, Predicate<SpanTree> condition) {
        return narrow(what, condition);
    }

    /** Returns to the assertions on all traces. */
    public TracesAssert and() {
        return origin;
    }

    private OperationAssert narrow(String property, Predicate<SpanTree> condition) {
        String more = wanted + " " + property;
        List<SpanTree> kept = candidates.stream().filter(condition).toList();
        if (kept.isEmpty()) {
            throw origin.failure("Expecting " + more + ", but found:\n\n" + describeCandidates());
        }
        return new OperationAssert(origin, more, kept);
    }

    private String describeCandidates() {
        return candidates.stream().map(OperationAssert::describe).collect(Collectors.joining("\n\n"));
    }

    private static String describe(SpanTree tree) {
        List<SpanTree> queries = tree.queries();
        String end = queries.isEmpty() ? "" : ":\n" + Statements.list(queries);
        return TreeFormat.standard().withAllAttributes().line(tree) + "\n" + Statements.count(queries.size()) + end;
    }

    private static boolean fit(List<SpanSelector> selectors, List<SpanTree> children) {
        if (selectors.size() != children.size()) {
            return false;
        }
        for (int i = 0; i < children.size(); i++) {
            if (!selectors.get(i).test(children.get(i))) {
                return false;
            }
        }
        return true;
    }
}
