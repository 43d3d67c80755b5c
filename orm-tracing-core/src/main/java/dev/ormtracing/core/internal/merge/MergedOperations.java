package dev.ormtracing.core.internal.merge;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the operations of one session, so that many equal ones below one parent become one span, and a loop over
 * thousands of rows a trace that can be read. Of one thread at a time, like the session. No public method throws.
 */
public final class MergedOperations {

    private static final int MAX_KEPT = 64;

    public final Manner atOnce = new Manner(false, this, null);
    final Manner deferred = new Manner(true, this, null);

    private final Instrumenter instrumenter;
    private final List<MergedOperation> kept = new ArrayList<>();

    public MergedOperations(Instrumenter instrumenter) {
        this.instrumenter = instrumenter;
    }

    /** Writes what has been merged: the transaction or the session is over. */
    public void write() {
        for (MergedOperation merged : kept) {
            write(merged);
        }
        kept.clear();
    }

    /** What the next operation of this name becomes a part of, or null when it is a span of its own. */
    public @Nullable MergedOperation next(OperationName name, Context parent) {
        if (!name.mayBeMerged() || !Span.fromContext(parent).getSpanContext().isValid()) {
            return null;
        }
        MergedOperation equal = find(name, parent);
        return equal.leavesAlone(instrumenter.mergeAfter()) ? null : equal;
    }

    private MergedOperation find(OperationName name, Context parent) {
        for (int i = 0; i < kept.size(); i++) {
            if (kept.get(i).isOf(name, parent)) {
                return kept.get(i);
            }
        }
        if (kept.size() == MAX_KEPT) {
            write(kept.remove(0));
        }
        MergedOperation added = new MergedOperation(instrumenter, name, parent);
        kept.add(added);
        return added;
    }

    private static void write(MergedOperation merged) {
        try {
            merged.write();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }
}
