package dev.ormtracing.hibernate.internal.session;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cursor that one thread reads and another one closes. */
@ExtendWith(OrmTracingExtension.class)
class CursorThreadsTest {

    private static final String TREE = "operation User.stream";

    private final ExecutorService otherThread = Executors.newSingleThreadExecutor();
    private final OpenCursors cursors = new OpenCursors();
    private final Cursor cursor;
    private final Traces traces;

    CursorThreadsTest(OpenTelemetry openTelemetry, Traces traces) {
        this.traces = traces;
        Frame frame = OrmTracing.create(openTelemetry)
                .tracer()
                .startOperation(cursors, OperationMethod.named("stream"), "User", null);
        frame.detach();
        cursor = new Cursor(frame, cursors);
    }

    @AfterEach
    void stop() {
        otherThread.shutdown();
    }

    @Test
    void sessionClosedByAnotherThread_leavesNothingOnTheReader() throws Exception {
        Context inside = cursor.step(() -> {
            elsewhere(cursors::endAll);
            return Context.current();
        });

        assertThat(inside).isNotSameAs(Context.root());
        assertThat(Context.current()).isSameAs(Context.root());
        assertThatTraces(traces).matchesTree(TREE);
    }

    @Test
    void operation_endsAfterTheStepThatRuns() throws Exception {
        cursor.step(() -> {
            elsewhere(cursors::endAll);
            assertThat(traces.text()).startsWith("operation User.stream (not ended)");
            return true;
        });

        assertThatTraces(traces).matchesTree(TREE);
        assertThat(traces.operations().get(0).attribute("orm.cursor.leaked")).isEqualTo(true);
    }

    @Test
    void stepWithinAStepOfAnotherThread_leavesNothingOnEither() throws Exception {
        cursor.step(() -> {
            elsewhere(() -> {
                assertThat(cursor.step(Context::current)).isSameAs(Context.root());
                assertThat(Context.current()).isSameAs(Context.root());
            });
            return true;
        });
        cursor.end();

        assertThat(Context.current()).isSameAs(Context.root());
        assertThatTraces(traces).matchesTree(TREE);
    }

    @Test
    void stepAfterTheEnd_runsOutsideOfTheOperation() {
        cursor.end();

        assertThat(cursor.<Context, RuntimeException>step(Context::current)).isSameAs(Context.root());
    }

    private void elsewhere(Runnable work) throws InterruptedException, ExecutionException {
        otherThread.submit(work).get();
    }
}
