package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.recording.Cleared;
import dev.ormtracing.testing.internal.recording.RecordedSpan;
import dev.ormtracing.testing.internal.span.SpanNames;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The spans of a test, as trees.
 *
 * <pre>{@code
 * entityManager.find(User.class, 1);
 * assertThatTraces(traces).matchesTree("""
 *         operation User.find
 *           serialize
 *           connect
 *           db_query CLIENT select users
 *           hydrate
 *         """);
 * }</pre>
 *
 * <p>A {@code Traces} from {@link OrmTracingExtension} or {@link TraceRecorder} is a live view: each call sees what has
 * happened until then. A span that has started and not ended is there too, with what has happened below it, and is marked:
 *
 * <pre>{@code
 * transaction (not ended)
 *   start_transaction
 *     connect
 *   operation User.find
 *     serialize
 *     db_query CLIENT select users
 *     hydrate
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class Traces {

    private final Supplier<List<RecordedSpan>> source;
    private final SpanNames names;
    private final Predicate<SpanTree> ignored;
    private volatile Cleared cleared = new Cleared(Set.of(), Set.of());

    Traces(Supplier<List<RecordedSpan>> source, SpanNames names, Predicate<SpanTree> ignored) {
        this.source = source;
        this.names = names;
        this.ignored = ignored;
    }

    static Traces live(Supplier<List<RecordedSpan>> source, SpanNames names) {
        return new Traces(source, names, tree -> false);
    }

    /** Traces of spans that were collected elsewhere, e.g. by the SDK's {@code InMemorySpanExporter}. */
    public static Traces of(Collection<SpanData> spans) {
        return of(spans, SpanNames.STANDARD);
    }

    static Traces of(Collection<SpanData> spans, SpanNames names) {
        List<SpanData> byStart = new ArrayList<>(spans);
        byStart.sort(Comparator.comparingLong(SpanData::getStartEpochNanos));
        List<RecordedSpan> recorded = IntStream.range(0, byStart.size())
                .mapToObj(order -> new RecordedSpan(byStart.get(order), order))
                .toList();
        return live(() -> recorded, names);
    }

    /**
     * Returns these traces, in which spans of any tracer count as spans of the ORM if their names have one of these
     * prefixes. Spans of orm-tracing always do. The default is {@code orm:client:}.
     */
    public Traces withSpanNamePrefix(String prefix, String... more) {
        return new Traces(this::recorded, SpanNames.of(prefix, more), ignored);
    }

    /**
     * Returns these traces without the spans of the given types or, for spans of the application, names. The children of an
     * ignored span move below the nearest span that is kept.
     */
    public Traces ignoring(String... typesOrNames) {
        return ignoring(named(typesOrNames));
    }

    static Predicate<SpanTree> named(String... typesOrNames) {
        Set<String> wanted = Set.of(typesOrNames);
        return tree -> wanted.contains(tree.shortName()) || wanted.contains(tree.name());
    }

    /** Returns these traces without the spans that {@code unwanted} accepts. */
    public Traces ignoring(Predicate<SpanTree> unwanted) {
        Objects.requireNonNull(unwanted, "unwanted");
        return new Traces(this::recorded, names, ignored.or(unwanted));
    }

    /**
     * Hides what has happened until now, e.g. what prepares the test data. A span that has not ended, such as the
     * transaction around a test, comes back when it ends, or when something starts below it. The checks after the test
     * still see everything.
     */
    public void clear() {
        cleared = Cleared.of(source.get());
    }

    /** The trees, in the order in which their roots have started. */
    public List<SpanTree> trees() {
        return SpanForest.of(recorded(), names).stream()
                .flatMap(tree -> tree.without(ignored).stream())
                .toList();
    }

    /** All spans, tree by tree, parents before their children. */
    public Stream<SpanTree> stream() {
        return trees().stream().flatMap(SpanTree::stream);
    }

    /** The operations, in the order of their start. */
    public List<SpanTree> operations() {
        return stream().filter(tree -> tree.hasType("operation")).toList();
    }

    /** The operations of this name, e.g. {@code User.find}. */
    public List<SpanTree> operations(String name) {
        Objects.requireNonNull(name, "name");
        return stream().filter(tree -> tree.isOperation(name)).toList();
    }

    /** The statements sent, see {@link SpanTree#queries()}. */
    public List<SpanTree> queries() {
        return trees().stream().flatMap(tree -> tree.queries().stream()).toList();
    }

    /** The standard text form, see {@link TreeFormat}. */
    public String text() {
        return text(TreeFormat.standard());
    }

    /** The text form of all trees, one below the other. Ends without a line separator. */
    public String text(TreeFormat format) {
        return format.text(trees());
    }

    /** {@link #text()}. */
    @Override
    public String toString() {
        return text();
    }

    private List<RecordedSpan> recorded() {
        return cleared.removedFrom(source.get());
    }
}
