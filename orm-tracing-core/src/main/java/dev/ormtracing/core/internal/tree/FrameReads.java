package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.cost.CacheCall;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.CachedRead;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.nplusone.NPlusOne;
import dev.ormtracing.core.internal.nplusone.ReadStatement;
import dev.ormtracing.core.internal.nplusone.Reads;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

/** What the statements of a frame read, for the N+1. */
final class FrameReads {

    private FrameReads() {}

    /**
     * A statement of this very frame has returned rows. Those of a sequence or a flush are not counted.
     *
     * @return whether it may be a write, which has returned what the database has made
     */
    static boolean add(RecordedFrame frame, NPlusOne repeats, ReadStatement statement) {
        if (frame.name == null) {
            return true;
        }
        boolean selects = frame.phases != null && frame.phases.selects > 0;
        boolean takesState = frame.name.takesEntityState;
        if (frame.name.mayRepeat
                && (selects || !takesState)
                && (frame.purpose == null || !frame.purpose.loadsSeveral())) {
            frame.reads = repeats.and(frame.context.span(), frame.reads, statement, frame.purpose);
            frame.name.reads(frame.purpose);
        }
        return takesState && !selects;
    }

    /** A cache on another machine has answered in this very frame. */
    static void addCached(RecordedFrame frame, CacheCall call) {
        NPlusOne repeats = frame.instrumenter.current.nPlusOne;
        if (repeats != null && call.action().isHit() && frame.name != null && frame.name.mayRepeat) {
            CachedRead read = new CachedRead(DescribedStatement.of(call.data().read()), call.to() - call.from());
            frame.reads = repeats.and(frame.context.span(), frame.reads, read, null);
        }
    }

    /** Tells the parent of the operation that it is one read, however many statements it took. */
    static void tell(RecordedFrame frame, long now) {
        Reads known = frame.reads;
        NPlusOne repeats = frame.instrumenter.current.nPlusOne;
        if (known == null || repeats == null || frame.name == null || frame.error != null) {
            return;
        }
        long nanos = now - frame.start;
        RecordedFrame around = frame.enclosing;
        if (around == null) {
            TransactionSpan running = frame.transaction == null ? null : frame.runningTransaction();
            Context outer = frame.context.outer();
            boolean direct = running != null && running.isParentIn(outer, null);
            repeats.ends(running, direct, Span.fromContext(outer), frame, known.firstStatement(), nanos);
        } else if (around.type == SpanType.OPERATION) {
            around.reads = repeats.and(around.context.span(), around.reads, frame, known.firstStatement(), nanos);
        }
    }
}
