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

    /** @param unsampled what would be open without comments */
    static Frame enter(OperationTracer tracer, Object owner, OperationName name, Frame unsampled) {
        UnsampledOperation outer = RunningSpans.unsampled();
        boolean isPart = outer != null && outer.tracer == tracer && outer.owner == owner && !outer.nestedOperations;
        UnsampledOperation operation = new UnsampledOperation(tracer, owner, isPart ? outer.name : name, unsampled);
        operation.enter();
        return operation;
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
