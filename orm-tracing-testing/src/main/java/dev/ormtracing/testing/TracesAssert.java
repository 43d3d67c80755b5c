package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.failure.Failures;
import dev.ormtracing.testing.internal.failure.Folded;
import dev.ormtracing.testing.internal.failure.OneTree;
import dev.ormtracing.testing.internal.failure.Similar;
import dev.ormtracing.testing.internal.golden.GoldenTrees;
import dev.ormtracing.testing.internal.golden.Rewriting;
import dev.ormtracing.testing.internal.matching.Difference;
import dev.ormtracing.testing.internal.matching.TreeComparison;
import dev.ormtracing.testing.internal.matching.TreePattern;
import io.opentelemetry.api.common.AttributeKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Assertions on all traces of a test, returned by {@link TraceAssertions#assertThatTraces(Traces)}; immutable.
 *
 * <p>A <em>query</em> is a {@code db_query} span other than COMMIT and ROLLBACK: a statement sent to the database, a batch
 * counting once.
 *
 * <p>Spans that have started and not ended count as well. So within a transaction, such as that of a test with
 * {@code @DataJpaTest} or {@code @Transactional}, the assertions apply to what has happened so far.
 *
 * @since 0.1.0
 */
public final class TracesAssert {

    private static final AttributeKey<Boolean> LAZY = AttributeKey.booleanKey("orm.lazy");

    private final List<SpanTree> trees;
    private final TreeFormat format;
    private final String description;

    TracesAssert(List<SpanTree> trees) {
        this(trees, TreeFormat.standard(), "");
    }

    private TracesAssert(List<SpanTree> trees, TreeFormat format, String description) {
        this.trees = trees;
        this.format = format;
        this.description = description;
    }

    /** Sets a text that starts the message of a failure. */
    public TracesAssert as(String description) {
        return new TracesAssert(trees, format, "[" + description + "] ");
    }

    /** Leaves out spans, see {@link Traces#ignoring(String...)}. */
    public TracesAssert ignoring(String... typesOrNames) {
        return ignoring(Traces.named(typesOrNames));
    }

    /** Leaves out spans, see {@link Traces#ignoring(Predicate)}. */
    public TracesAssert ignoring(Predicate<SpanTree> unwanted) {
        List<SpanTree> kept =
                trees.stream().flatMap(tree -> tree.without(unwanted).stream()).toList();
        return new TracesAssert(kept, format, description);
    }

    /** Sets the form of the lines that {@link #matchesTree(String)} compares. Default: {@link TreeFormat#standard()}. */
    public TracesAssert inFormat(TreeFormat format) {
        return new TracesAssert(trees, Objects.requireNonNull(format, "format"), description);
    }

    /**
     * Compares the trees with a text: one span per line, two blanks of indentation per level, several trees one below the
     * other. Without any of the signs below, the text must be what {@link Traces#text()} returns. Empty lines, the
     * indentation common to all lines and the number of blanks between words do not matter.
     *
     * <table>
     * <caption>Loose matching</caption>
     * <tr><td>{@code ...} alone on a line</td><td>any number of spans, and whatever is below them</td></tr>
     * <tr><td>{@code ...} within a line</td><td>any text: {@code db_query CLIENT select ...}</td></tr>
     * <tr><td>{@code *} and a blank before a line</td><td>any number of such spans, also none; the lines below describe
     *     the children of each</td></tr>
     * <tr><td>{@code +} and a blank before a line</td><td>at least one such span, with its children</td></tr>
     * <tr><td>{@code ×3} after a line and a blank</td><td>three such spans that follow one another, each with the children below
     *     the line; this is how the message of a failure folds equal siblings</td></tr>
     * <tr><td>{@code ~} alone on a line, before its siblings</td><td>these siblings come in any order</td></tr>
     * <tr><td>{@code \} before a line</td><td>takes the line as it is, though it begins with a sign</td></tr>
     * </table>
     *
     * <pre>{@code
     * transaction
     *   start_transaction
     *     ...
     *   + operation User.persist
     *     ~
     *     * serialize
     *     * db_query CLIENT ...
     *   commit_transaction
     *     flush
     *       ~
     *       db_query CLIENT insert users
     *       db_query CLIENT insert posts
     *       * serialize
     *     db_query CLIENT COMMIT
     * }</pre>
     *
     * <p>With the system property {@code orm.tracing.testing.update=true} or the environment variable
     * {@code ORM_TRACING_TESTING_UPDATE=true}, a text block that differs is rewritten in the source of the test instead, if
     * it is written at the call. On a CI server, where {@code CI} is set, nothing is.
     *
     * @throws AssertionError when the trees do not match, with the fewest lines marked that are missing ({@code -}) or
     *     unexpected ({@code +})
     * @throws IllegalArgumentException when the text is malformed
     */
    public TracesAssert matchesTree(String expected) {
        Difference difference = difference(expected);
        if (difference.isEmpty()) {
            Rewriting kept = GoldenTrees.keepInSource(expected);
            check(kept.isDone(), kept.reason());
        } else {
            requireRewritten(
                    GoldenTrees.inSource(expected, format.text(trees)),
                    difference.toString(),
                    difference.expected(),
                    difference.actual());
        }
        return this;
    }

    /**
     * Compares the trees with the text of a file, in UTF-8, as {@link #matchesTree(String)} does. A relative path begins at
     * the working directory, which is the module with Maven and Gradle.
     *
     * <p>With the system property {@code orm.tracing.testing.update=true} or the environment variable
     * {@code ORM_TRACING_TESTING_UPDATE=true}, a file that differs or is missing is written anew instead.
     *
     * @throws AssertionError when the trees do not match, or there is no such file
     * @throws IllegalArgumentException when the text is malformed
     */
    public TracesAssert matchesTree(Path file) {
        Optional<String> expected = GoldenTrees.read(file);
        Difference difference = difference(expected.orElse(""));
        if (expected.isEmpty() || !difference.isEmpty()) {
            requireRewritten(
                    GoldenTrees.inFile(file, format.text(trees)),
                    expected.isEmpty() ? "there is no file " + file.toAbsolutePath() : difference.toString(),
                    difference.expected(),
                    difference.actual());
        }
        return this;
    }

    private Difference difference(String expected) {
        return TreeComparison.difference(TreePattern.parse(expected), format.lines(trees));
    }

    private void requireRewritten(Rewriting rewriting, String difference, String expected, String actual) {
        if (!rewriting.isDone()) {
            throw failure(
                    "Expecting other traces (- missing, + unexpected):\n\n" + difference + rewriting.asEnd(),
                    expected,
                    actual);
        }
    }

    /** Demands that there is no span at all. */
    public TracesAssert isEmpty() {
        return check(trees.isEmpty(), "Expecting no spans");
    }

    /** Demands so many trees: spans without a parent, or with one that is not among these spans. */
    public TracesAssert hasRoots(int expected) {
        return check(
                trees.size() == expected,
                "Expecting " + expected + " trees, not " + trees.size(),
                expected,
                trees.size());
    }

    /**
     * Demands a span anywhere, by its type ({@code flush}), its full name, or its line, in which {@code ...} is any text
     * ({@code db_query CLIENT insert ...}).
     */
    public TracesAssert hasSpan(String span) {
        if (stream().noneMatch(SpanSelector.of(span))) {
            throw failure("Expecting a span " + span + Similar.hint(span, lines()));
        }
        return this;
    }

    /** Demands that there is no such span, see {@link #hasSpan(String)}. */
    public TracesAssert hasNoSpan(String span) {
        return check(stream().noneMatch(SpanSelector.of(span)), "Expecting no span " + span);
    }

    /** Demands an operation of this name, e.g. {@code User.find}; the next calls narrow down which one. */
    public OperationAssert hasOperation(String name) {
        List<SpanTree> found = named(name);
        if (found.isEmpty()) {
            throw failure("Expecting an operation " + name + Similar.hint(name, operationNames()));
        }
        return new OperationAssert(this, "an operation " + name, found);
    }

    /** Demands that there is no operation of this name. */
    public TracesAssert hasNoOperation(String name) {
        return check(named(name).isEmpty(), "Expecting no operation " + name);
    }

    /** Demands that there is no operation at all. */
    public TracesAssert hasNoOperations() {
        return check(allOperations().isEmpty(), "Expecting no operations");
    }

    /** Selects all operations, nested ones included, in the order of the text form. */
    public OperationsAssert operations() {
        return new OperationsAssert(this, "operations", allOperations());
    }

    /** Selects all operations of this name. */
    public OperationsAssert operations(String name) {
        return new OperationsAssert(this, "operations " + name, named(name));
    }

    /** Demands so many queries, over all traces. */
    public TracesAssert hasQueries(int expected) {
        List<SpanTree> queries = queries();
        return check(queries.size() == expected, Statements.expecting("", expected, queries), expected, queries.size());
    }

    /** Demands at most so many queries, over all traces. */
    public TracesAssert hasAtMostQueries(int limit) {
        List<SpanTree> queries = queries();
        return check(
                queries.size() <= limit,
                Statements.expecting("at most ", limit, queries),
                "at most " + limit,
                String.valueOf(queries.size()));
    }

    /** Demands that there is no query. Transactions may begin and end. */
    public TracesAssert hasNoQueries() {
        return hasQueries(0);
    }

    /** Demands that no statement was sent more often than this: finds the "1+N selects" that a total hides. */
    public TracesAssert hasNoQueryMoreThan(int times) {
        Map<String, Long> counts = Statements.countBy(queries().stream(), Statements::textOf);
        counts.values().removeIf(count -> count <= times);
        return check(counts.isEmpty(), "Expecting no query more than " + times + " times:\n" + Statements.list(counts));
    }

    /** Demands that no collection and no reference was loaded when it was first used. */
    public TracesAssert hasNoLazyLoading() {
        Map<String, Long> counts = Statements.countBy(
                stream().filter(tree -> Boolean.TRUE.equals(tree.attribute(LAZY))), Statements::lazyRole);
        return check(counts.isEmpty(), "Expecting no lazy loading:\n" + Statements.list(counts));
    }

    /**
     * Demands that there is no N+1: that nothing was read as often as the setting {@code n-plus-one-threshold} below one
     * operation, transaction or span of the application. The message names what was read, how often, and the usual
     * remedy. What is written row by row is no N+1: see {@link #assertNoUnbatchedWrites()}.
     */
    public TracesAssert assertNoNPlusOne() {
        List<String> suspects = Suspects.reads(trees);
        return check(suspects.isEmpty(), "Expecting no N+1:\n" + String.join("\n", suspects));
    }

    /**
     * Demands that nothing was read as often as {@code threshold} below one operation, transaction or span of the
     * application, whatever the settings say. So a test with three rows finds the loop that is an N+1 with more; the
     * message says of such a loop that it "would be an N+1".
     *
     * @param threshold at least 2
     */
    public TracesAssert assertNoNPlusOne(int threshold) {
        if (threshold < 2) {
            throw new IllegalArgumentException("an N+1 is read twice at least, not " + threshold + " times");
        }
        List<String> suspects = Suspects.reads(trees, threshold);
        return check(
                suspects.isEmpty(),
                "Expecting no N+1 from " + threshold + " times on:\n" + String.join("\n", suspects));
    }

    /**
     * Demands that no transaction has executed the same INSERT, UPDATE or DELETE as often as the setting
     * {@code n-plus-one-threshold} without a batch. The message names what was executed, how often, and the usual remedy;
     * number and remedy are not known of a transaction that has not ended.
     */
    public TracesAssert assertNoUnbatchedWrites() {
        List<String> suspects = Suspects.writes(trees);
        return check(suspects.isEmpty(), "Expecting no unbatched writes:\n" + String.join("\n", suspects));
    }

    /**
     * Demands all of these, and reports all that fail together, with the trees once:
     *
     * <pre>{@code
     * assertThatTraces(traces).satisfiesAll(
     *         all -> all.hasAtMostQueries(1),
     *         all -> all.hasNoLazyLoading(),
     *         all -> all.hasOperation("User.getResultList").withoutError());
     * }</pre>
     */
    @SafeVarargs
    public final TracesAssert satisfiesAll(Consumer<TracesAssert>... assertions) {
        List<String> failures = new ArrayList<>();
        for (Consumer<TracesAssert> assertion : assertions) {
            try {
                assertion.accept(this);
            } catch (AssertionError e) {
                failures.add((failures.size() + 1) + ". " + withoutTrees(e));
            }
        }
        return check(failures.isEmpty(), failures.size() + " assertions failed:\n" + String.join("\n", failures));
    }

    /** Demands that no span has the status ERROR. */
    public TracesAssert hasNoErrors() {
        Map<String, Long> counts = Statements.countBy(stream().filter(SpanTree::isError), TreeFormat.standard()::line);
        return check(counts.isEmpty(), "Expecting no errors:\n" + Statements.list(counts));
    }

    /** Demands that the {@link TraceInvariants} hold. {@link OrmTracingExtension} checks them after each test anyway. */
    public TracesAssert satisfy(TraceInvariants invariants) {
        List<String> violations = invariants.violations(trees);
        if (!violations.isEmpty()) {
            throw new AssertionError(description + TraceInvariants.report(violations, trees));
        }
        return this;
    }

    AssertionError failure(String message) {
        return Failures.of(withTrees(message));
    }

    /** Both sides are for an IDE, which shows their difference. */
    AssertionError failure(String message, Object expected, Object actual) {
        return Failures.of(withTrees(message), expected, actual);
    }

    private String withTrees(String message) {
        List<String> lines = format.text(trees).lines().toList();
        String text = trees.isEmpty() ? "(no spans)" : String.join("\n", Folded.lines(lines, 0));
        return description + message + OneTree.TREES + text;
    }

    private String withoutTrees(AssertionError failure) {
        String message = String.valueOf(failure.getMessage());
        int trees = message.indexOf(OneTree.TREES);
        return (trees < 0 ? message : message.substring(0, trees)).replaceFirst(Pattern.quote(description), "");
    }

    private TracesAssert check(boolean holds, String message) {
        if (!holds) {
            throw failure(message);
        }
        return this;
    }

    private TracesAssert check(boolean holds, String message, Object expected, Object actual) {
        if (!holds) {
            throw failure(message, expected, actual);
        }
        return this;
    }

    private Stream<SpanTree> stream() {
        return trees.stream().flatMap(SpanTree::stream);
    }

    private List<SpanTree> allOperations() {
        return stream().filter(tree -> tree.hasType("operation")).toList();
    }

    private List<SpanTree> named(String name) {
        Objects.requireNonNull(name, "name");
        return stream().filter(tree -> tree.isOperation(name)).toList();
    }

    private List<String> operationNames() {
        return allOperations().stream()
                .map(tree -> String.valueOf(tree.attribute("name")))
                .toList();
    }

    private List<String> lines() {
        return stream().map(TreeFormat.standard()::endedLine).toList();
    }

    private List<SpanTree> queries() {
        return trees.stream().flatMap(tree -> tree.queries().stream()).toList();
    }
}
