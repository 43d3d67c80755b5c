package dev.ormtracing.core.internal.merge;

import dev.ormtracing.core.internal.cost.CostCounts;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Equal operations below one parent that are one span, written when they are over. Of one thread at a time. */
abstract class OperationRun {

    final Instrumenter instrumenter;

    @Nullable
    OperationName name;

    Context parent = Context.root();
    long start;
    long end;
    long count;
    private @Nullable CostCounts costs;

    /** The call site of the first operation. */
    @Nullable
    Caller caller;

    OperationRun(Instrumenter instrumenter) {
        this.instrumenter = instrumenter;
    }

    final boolean isOf(OperationName candidate, Context candidateParent) {
        return name == candidate
                && (parent == candidateParent || Span.fromContext(parent) == Span.fromContext(candidateParent));
    }

    /** The costs of all operations together. */
    private CostCounts costs() {
        CostCounts known = costs;
        if (known == null) {
            known = new CostCounts();
            costs = known;
        }
        return known;
    }

    public final void addCosts(@Nullable CostCounts ofOne) {
        if (ofOne != null) {
            costs().addAll(ofOne);
        }
    }

    final @Nullable CostCounts knownCosts() {
        return costs;
    }

    final void forgetCosts() {
        costs = null;
    }

    /** Writes the span. */
    final void writeSpan(OperationName written) {
        Span span = instrumenter.startSpan(SpanType.OPERATION, written, caller, parent, start);
        try {
            if (span.isRecording()) {
                describe(span);
                if (costs != null) {
                    costs.describe(span, instrumenter.current.costLimits, end);
                }
            }
        } finally {
            span.end(end, TimeUnit.NANOSECONDS);
        }
    }

    void describe(Span span) {
        if (count > 1) {
            span.setAttribute(OrmAttributes.OPERATION_COUNT, count);
        }
    }
}
