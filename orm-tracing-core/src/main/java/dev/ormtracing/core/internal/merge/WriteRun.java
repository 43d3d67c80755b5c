package dev.ormtracing.core.internal.merge;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the last operation of a session that touched no database, such as {@code persist}, which leaves its work to
 * the flush. Equal ones in a row are one span with their number, since fifty entities of a batch would otherwise cost
 * fifty spans that say nothing. Written when the session does something else. Of one thread at a time, like the session.
 * No method throws.
 */
public final class WriteRun extends OperationRun {

    /** How the operations are written that are left to this run. */
    public final Manner manner;

    private final @Nullable MergedOperations siblings;
    private long clockOffset;
    private @Nullable Object spare;

    public WriteRun(Instrumenter instrumenter, @Nullable MergedOperations siblings) {
        super(instrumenter);
        this.siblings = siblings;
        this.manner = new Manner(false, siblings, this);
    }

    /** Writes the span, if there is one to be written. */
    public void write() {
        OperationName written = name;
        if (written == null) {
            return;
        }
        name = null;
        try {
            MergedOperation merged = siblings == null ? null : siblings.next(written, parent);
            if (merged == null) {
                writeSpan(written);
            } else {
                merged.calledFrom(caller);
                merged.add(count, start, end, null);
                merged.addCosts(knownCosts());
            }
        } catch (Throwable e) {
            Guard.report(e);
        } finally {
            parent = Context.root();
            forgetCosts();
        }
    }

    public void add(OperationName ended, Context parent, long clockOffset, long start, Object frame) {
        if (!isOf(ended, parent)) {
            write();
            this.name = ended;
            this.parent = RunningContext.lasting(parent);
            this.clockOffset = clockOffset;
            this.start = start;
            this.count = 0;
            this.caller = Spans.isUnsampled(Span.fromContext(parent)) ? null : instrumenter.findCaller();
        }
        count++;
        end = Math.max(start, this.clockOffset + System.nanoTime());
        spare = frame;
    }

    /** The frame of the last one, which may serve the next. */
    public @Nullable Object takeSpare() {
        Object taken = spare;
        spare = null;
        return taken;
    }
}
