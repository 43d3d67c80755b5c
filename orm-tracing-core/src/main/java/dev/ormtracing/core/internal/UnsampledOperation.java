package dev.ormtracing.core.internal;

import org.jspecify.annotations.Nullable;

/** An operation that is not sampled, of which the comments of its statements give the name. */
final class UnsampledOperation extends Frame {

    final OperationTracer tracer;
    final OperationName name;

    /** The one that the thread was in before, of whatever tracer. */
    @Nullable
    UnsampledOperation below;

    private final Object owner;
    private final Frame unsampled;
    private boolean nestedOperations;
    private boolean closed;
    private boolean entered;

    private UnsampledOperation(OperationTracer tracer, Object owner, OperationName name, Frame unsampled) {
        this.tracer = tracer;
        this.owner = owner;
        this.name = name;
        this.unsampled = unsampled;
    }

    /** Whether one is running that what this session does is a part of. */
    static boolean isRunning(OperationTracer tracer, Object session) {
        UnsampledOperation running = RunningSpans.unsampled();
        return running != null && running.absorbs(tracer, session);
    }

    /** @param unsampled what would be open without comments */
    static Frame enter(OperationTracer tracer, Object owner, OperationName name, Frame unsampled) {
        UnsampledOperation outer = RunningSpans.unsampled();
        OperationName whole = outer != null && outer.absorbs(tracer, owner) ? outer.name : name;
        UnsampledOperation operation = new UnsampledOperation(tracer, owner, whole, unsampled);
        operation.enter();
        return operation;
    }

    private boolean absorbs(OperationTracer other, Object session) {
        return tracer == other && owner == session && !nestedOperations;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void allowNestedOperations() {
        nestedOperations = true;
    }

    @Override
    public void end() {
        leave();
        closed = true;
        unsampled.end();
    }

    @Override
    public void detach() {
        leave();
        unsampled.detach();
    }

    @Override
    public void attach() {
        if (!closed && !entered) {
            enter();
        }
        unsampled.attach();
    }

    private void enter() {
        entered = true;
        RunningSpans.enter(this);
    }

    private void leave() {
        if (entered) {
            entered = false;
            RunningSpans.leave(this);
        }
    }
}
