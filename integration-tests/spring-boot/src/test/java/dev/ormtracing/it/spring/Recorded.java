package dev.ormtracing.it.spring;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What an application context has recorded. */
final class Recorded implements AutoCloseable {

    private final TraceRecorder recorder = TraceRecorder.builder().build();

    SpanProcessor processor() {
        return recorder.spanProcessor();
    }

    OpenTelemetry openTelemetry() {
        return recorder.openTelemetry();
    }

    Traces traces() {
        awaitEnd();
        return recorder.traces();
    }

    /** The trees since the start of the test, or the last call, are these, when no query is used for the first time. */
    void expect(String trees) {
        expect(TreeFormat.standard(), trees);
    }

    void expect(TreeFormat format, String trees) {
        expect(traces().ignoring(Recorded::belongsToFirstUse), format, trees);
    }

    /** The trees since the start of the test, or the last call, are these. */
    void expectAll(String trees) {
        expect(traces(), TreeFormat.standard(), trees);
    }

    private void expect(Traces traces, TreeFormat format, String trees) {
        assertThatTraces(traces).inFormat(format).matchesTree(trees);
        recorder.traces().clear();
    }

    /** Whether Hibernate's cache had the plan of a query depends on the tests that ran before. */
    private static boolean belongsToFirstUse(SpanTree tree) {
        return "compile".equals(tree.type()) || "createQuery".equals(tree.attribute("method"));
    }

    /** Leaves what has been prepared until now out of sight. */
    void clear() {
        traces().clear();
    }

    void reset() {
        awaitEnd();
        recorder.reset();
    }

    void check() {
        awaitEnd();
        recorder.check();
    }

    /** A client has its answer before the server has ended the span of the request. */
    private void awaitEnd() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> recorder.openSpans().isEmpty());
    }

    void registerGlobally() {
        recorder.registerGlobally();
    }

    @Override
    public void close() {
        recorder.close();
    }
}
