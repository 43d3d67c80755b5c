package dev.ormtracing.core.internal;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the last operation of a session that touched no database, such as {@code persist}, which leaves its work to
 * the flush. Equal ones in a row are one span with their number, since fifty entities of a batch would otherwise cost
 * fifty spans that say nothing. Written when the session does something else. Of one thread at a time, like the session.
 * No method throws.
 */
public final class RepeatedOperation {

    private final OperationTracer tracer;
    private @Nullable OperationName name;
    private Context parent = Context.root();
    private long clockOffset;
    private long start;
    private long end;
    private long count;
    private @Nullable RecordedFrame spare;

    public RepeatedOperation(OperationTracer tracer) {
        this.tracer = tracer;
    }

    /** Writes the span, if there is one to be written. */
    public void write() {
        OperationName repeated = name;
        if (repeated == null) {
            return;
        }
        name = null;
        try {
            Span span = tracer.startSpan(SpanType.OPERATION, repeated, parent, start);
            if (span.isRecording()) {
                span.setAllAttributes(repeated.attributes);
                if (count > 1) {
                    span.setAttribute(OrmAttributes.OPERATION_COUNT, count);
                }
            }
            span.end(end, TimeUnit.NANOSECONDS);
        } catch (Throwable e) {
            Guard.report(e);
        } finally {
            parent = Context.root();
        }
    }

    void add(OperationName ended, Context parent, long clockOffset, long start, RecordedFrame frame) {
        if (name != ended || !isSame(parent)) {
            write();
            this.name = ended;
            this.parent = parent;
            this.clockOffset = clockOffset;
            this.start = start;
            this.count = 0;
        }
        count++;
        end = Math.max(start, this.clockOffset + System.nanoTime());
        spare = frame;
    }

    private boolean isSame(Context candidate) {
        return parent == candidate || Span.fromContext(parent) == Span.fromContext(candidate);
    }

    @Nullable
    RecordedFrame takeSpare(Object session) {
        RecordedFrame taken = spare;
        spare = null;
        return taken != null && taken.belongsTo(session) ? taken : null;
    }
}
