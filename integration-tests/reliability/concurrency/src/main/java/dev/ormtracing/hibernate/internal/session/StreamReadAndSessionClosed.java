package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.CountedSpans;
import dev.ormtracing.core.internal.CountedSpans.Watched;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import io.opentelemetry.context.Context;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** One thread reads rows of a stream while another one closes the session: nothing stays current, and it ends once. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN)
@State
public class StreamReadAndSessionClosed {

    private final OpenCursors session = new OpenCursors();
    private final Watched watched = CountedSpans.watchNext();
    private final Cursor cursor;

    public StreamReadAndSessionClosed() {
        Frame operation = CountedSpans.tracer().startOperation(session, OperationMethod.named("stream"), "User", null);
        operation.detach();
        cursor = new Cursor(operation, session);
    }

    static int nothingIsCurrent() {
        return Context.current() == Context.root() ? 1 : 0;
    }

    @Actor
    public void read(III_Result result) {
        cursor.step(() -> true);
        cursor.countRows(1);
        cursor.step(() -> true);
        result.r1 = nothingIsCurrent();
    }

    @Actor
    public void close(III_Result result) {
        session.endAll();
        result.r2 = nothingIsCurrent();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r3 = watched.ends();
    }
}
