package dev.ormtracing.testing;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;

/**
 * The entry point of assertions on traces, for a static import.
 *
 * <pre>{@code
 * assertThatTraces(traces).hasOperation("User.find").withQueries(1).withoutError();
 * assertThatTraces(traces).hasAtMostQueries(3).hasNoLazyLoading().hasNoErrors();
 * assertThatTraces(traces).matchesTree("""
 *         operation User.find
 *           ...
 *           db_query CLIENT select users
 *           hydrate
 *         """);
 * }</pre>
 *
 * <p>The assertions see what has happened until {@code assertThatTraces} is called, including spans that have not ended.
 * They throw {@link AssertionError} with the trees in its message, and need no assertion library.
 *
 * @since 0.1.0
 */
public final class TraceAssertions {

    private TraceAssertions() {}

    /** Assertions on the traces recorded until now. */
    public static TracesAssert assertThatTraces(Traces traces) {
        return new TracesAssert(traces.trees());
    }

    /** Assertions on spans that were collected elsewhere. */
    public static TracesAssert assertThatTraces(Collection<SpanData> spans) {
        return assertThatTraces(Traces.of(spans));
    }

    /** Assertions on a single tree. */
    public static TracesAssert assertThatTree(SpanTree tree) {
        return new TracesAssert(List.of(tree));
    }
}
