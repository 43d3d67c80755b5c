package dev.ormtracing.core.internal.merge;

import dev.ormtracing.core.internal.cost.CostCounts;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.span.Instrumenter;
import dev.ormtracing.core.internal.span.PhaseTimes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.context.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Internal: an operation that may become a part of one span with its equal siblings. There is none unless they are merged. */
public final class OneOfMany {

    private final MergedOperations siblings;
    private @Nullable MergedOperation whole;

    public OneOfMany(MergedOperations siblings) {
        this.siblings = siblings;
    }

    /** The operation begins: whether it is a part, and no span of its own. */
    public boolean joins(OperationName name, Context parent) {
        whole = siblings.next(name, parent);
        return whole != null;
    }

    /** What is to be said of the operation, if there is room for it on the span of all. */
    public <T> void setAttribute(AttributeKey<T> key, T value) {
        whole().setAttribute(key, value);
    }

    public void setAttributes(@Nullable AttributesBuilder known) {
        if (known != null) {
            whole().setAttributes(known.build());
        }
    }

    public PhaseTimes times() {
        return whole().times();
    }

    /** The operation has ended. */
    public void end(Instrumenter instrumenter, long start, long end, @Nullable Throwable error) {
        if (whole().needsCaller()) {
            whole().calledFrom(instrumenter.findCaller());
        }
        whole().add(1, start, end, error);
    }

    public void addCosts(@Nullable CostCounts costs) {
        whole().addCosts(costs);
    }

    private MergedOperation whole() {
        return Objects.requireNonNull(whole);
    }
}
