package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.span.Instrumenter;
import org.jspecify.annotations.Nullable;

/** An operation that is not sampled, of which the comments of its statements give the name. */
final class UnsampledOperation extends StackedFrame {

    private final Instrumenter instrumenter;
    private final OperationName name;

    private final Object owner;
    private final Frame unsampled;
    private boolean nestedOperations;

    private UnsampledOperation(Instrumenter instrumenter, Object owner, OperationName name, Frame unsampled) {
        this.instrumenter = instrumenter;
        this.owner = owner;
        this.name = name;
        this.unsampled = unsampled;
    }

    /** Whether one is running that what this session does is a part of. */
    static boolean isRunning(Instrumenter instrumenter, Object session) {
        UnsampledOperation running = current();
        return running != null && running.absorbs(instrumenter, session);
    }

    /** What the calling thread's innermost one is called, if it is of that tracer, whose statements carry comments. */
    static @Nullable OperationName name(Instrumenter instrumenter) {
        UnsampledOperation operation = current();
        return operation != null && operation.instrumenter == instrumenter ? operation.name : null;
    }

    /** The calling thread's innermost one, or null. */
    static @Nullable UnsampledOperation current() {
        return (UnsampledOperation) top(ThreadSlots.UNSAMPLED_OPERATION);
    }

    /** @param unsampled what would be open without comments */
    static Frame enter(Instrumenter instrumenter, Object owner, OperationName name, Frame unsampled) {
        UnsampledOperation outer = current();
        OperationName whole = outer != null && outer.absorbs(instrumenter, owner) ? outer.name : name;
        UnsampledOperation operation = new UnsampledOperation(instrumenter, owner, whole, unsampled);
        operation.enter();
        return operation;
    }

    private boolean absorbs(Instrumenter other, Object session) {
        return instrumenter == other && owner == session && !nestedOperations;
    }

    @Override
    public void runs(Inside what) {
        nestedOperations |= what == Inside.OPERATIONS;
    }

    @Override
    public void end() {
        leave();
        ended = true;
        unsampled.end();
    }

    @Override
    public void detach() {
        leave();
        unsampled.detach();
    }

    @Override
    public void attach() {
        if (!ended && !attached) {
            enter();
        }
        unsampled.attach();
    }

    private void enter() {
        push(ThreadSlots.UNSAMPLED_OPERATION);
    }

    private void leave() {
        if (attached) {
            attached = false;
            pop(ThreadSlots.UNSAMPLED_OPERATION);
        }
    }
}
