package dev.ormtracing.testing;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Rules that every trace follows, whatever the application does:
 *
 * <ul>
 *   <li>no span ends before it starts;
 *   <li>the parent of every span is there, unless it is remote;
 *   <li>a child of the ORM lies inside its parent's time; a cursor may end later, e.g. one that is closed after its
 *       transaction;
 *   <li>below a span of the ORM, the next span of the ORM starts when the one before has ended: {@code serialize} before
 *       {@code connect}, {@code connect} before {@code db_query}. Spans of the application may overlap, and so may
 *       cursors (streams and scrolls, known by their attribute {@code orm.hydrate.duration}), which outlive their call, and so
 *       may many equal operations that are one span.
 * </ul>
 *
 * <p>The spans of the ORM within a tree share one clock, so no tolerance applies between them. A span of the
 * application has the clock of the SDK, which was read at a different moment, and a thread may be preempted between the two: there,
 * {@link #withTolerance(Duration)} applies, a second by default, since a build
 * server may be busy.
 *
 * <p>If a span has not ended, only its start is checked: {@link TraceRecorder#check()} reports which ones have not.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TraceInvariants {

    private static final TraceInvariants STANDARD =
            new TraceInvariants(1_000_000_000, TraceInvariants::overlaps, tree -> false);

    private final long toleranceNanos;
    private final Predicate<SpanTree> mayOverlap;
    private final Predicate<SpanTree> mayOutlive;

    private TraceInvariants(long toleranceNanos, Predicate<SpanTree> mayOverlap, Predicate<SpanTree> mayOutlive) {
        this.toleranceNanos = toleranceNanos;
        this.mayOverlap = mayOverlap;
        this.mayOutlive = mayOutlive;
    }

    /** All rules, as above. */
    public static TraceInvariants standard() {
        return STANDARD;
    }

    /** Sets by how much a span may exceed its parent when one of the two is a span of the application. */
    public TraceInvariants withTolerance(Duration tolerance) {
        return new TraceInvariants(tolerance.toNanos(), mayOverlap, mayOutlive);
    }

    /** Lets more spans overlap with their siblings, e.g. those of several threads below one operation. */
    public TraceInvariants allowingOverlapOf(Predicate<SpanTree> spans) {
        return new TraceInvariants(toleranceNanos, mayOverlap.or(Objects.requireNonNull(spans, "spans")), mayOutlive);
    }

    /** Lets these spans lie outside of their parent's time, e.g. those of work that the application does not wait for. */
    public TraceInvariants allowingOutsideOfParent(Predicate<SpanTree> spans) {
        return new TraceInvariants(toleranceNanos, mayOverlap, mayOutlive.or(Objects.requireNonNull(spans, "spans")));
    }

    /**
     * Checks all trees.
     *
     * @throws AssertionError that lists every violation, and the trees with their times
     */
    public void check(Traces traces) {
        List<SpanTree> trees = traces.trees();
        List<String> violations = violations(trees);
        if (!violations.isEmpty()) {
            throw new AssertionError(report(violations, trees));
        }
    }

    /** The violations, each in one line; empty when all is well. */
    public List<String> violations(Traces traces) {
        return violations(traces.trees());
    }

    private static boolean overlaps(SpanTree tree) {
        return isCursor(tree) || tree.attribute("orm.operation.longest.duration") != null;
    }

    private static boolean isCursor(SpanTree tree) {
        return tree.attribute("orm.hydrate.duration") != null;
    }

    static String report(List<String> violations, List<SpanTree> trees) {
        return String.join("\n", violations) + "\n\n" + TimedText.of(trees);
    }

    List<String> violations(List<SpanTree> trees) {
        List<String> found = new ArrayList<>();
        for (SpanTree root : trees) {
            checkParentIsThere(root, found);
            root.stream().forEach(tree -> checkNode(tree, found));
        }
        return found;
    }

    private static void checkParentIsThere(SpanTree root, List<String> found) {
        var parent = root.span().getParentSpanContext();
        if (parent.isValid() && !parent.isRemote()) {
            found.add(describe(root) + " has a parent that was not recorded");
        }
    }

    private void checkNode(SpanTree tree, List<String> found) {
        if (tree.duration().isNegative()) {
            found.add(describe(tree) + " ends " + nanos(-tree.duration().toNanos()) + " before its start");
        }
        tree.children().forEach(child -> checkInside(tree, child, found));
        if (tree.type() != null) {
            checkSiblings(tree.children(), found);
        }
    }

    private void checkInside(SpanTree parent, SpanTree child, List<String> found) {
        boolean ownParent = parent.type() != null;
        boolean ownChild = child.type() != null;
        boolean remote = child.span().getParentSpanContext().isRemote();
        if (remote || (!ownParent && !ownChild) || mayOutlive.test(child)) {
            return;
        }
        long tolerance = ownParent && ownChild ? 0 : toleranceNanos;
        long early = parent.span().getStartEpochNanos() - child.span().getStartEpochNanos();
        long late = child.endEpochNanos() - parent.endEpochNanos();
        if (early > tolerance) {
            found.add(describe(child) + " starts " + nanos(early) + " before its parent " + describe(parent));
        }
        if (late > tolerance && !isCursor(child)) {
            found.add(describe(child) + " ends " + nanos(late) + " after its parent " + describe(parent));
        }
    }

    private void checkSiblings(List<SpanTree> siblings, List<String> found) {
        List<SpanTree> sequence = siblings.stream()
                .filter(tree -> tree.type() != null && tree.hasEnded() && !mayOverlap.test(tree))
                .toList();
        for (int i = 1; i < sequence.size(); i++) {
            SpanData before = sequence.get(i - 1).span();
            long overlap = before.getEndEpochNanos() - sequence.get(i).span().getStartEpochNanos();
            if (overlap > 0) {
                found.add(describe(sequence.get(i)) + " starts " + nanos(overlap) + " before the end of "
                        + describe(sequence.get(i - 1)));
            }
        }
    }

    private static String describe(SpanTree tree) {
        return "[" + TreeFormat.standard().line(tree) + "]";
    }

    private static String nanos(long nanos) {
        return nanos + " ns";
    }
}
