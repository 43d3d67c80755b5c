package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.CountedSpans;
import dev.ormtracing.core.internal.CountedSpans.Watched;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two threads read one stream to its end, which nobody should do: still, nothing stays current, and it ends once. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN)
@State
public class StreamReadByTwo {

    private final OpenCursors session = new OpenCursors();
    private final Watched watched = CountedSpans.watchNext();
    private final Cursor cursor;

    public StreamReadByTwo() {
        Frame operation = CountedSpans.tracer().startOperation(session, OperationMethod.named("stream"), "User", null);
        operation.detach();
        cursor = new Cursor(operation, session);
    }

    private int readToTheEnd() {
        cursor.step(() -> true);
        cursor.end();
        return StreamReadAndSessionClosed.nothingIsCurrent();
    }

    @Actor
    public void read(III_Result result) {
        result.r1 = readToTheEnd();
    }

    @Actor
    public void readElsewhere(III_Result result) {
        result.r2 = readToTheEnd();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r3 = watched.ends();
    }
}
