package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.TraceClock;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the {@code connect} of a session that nobody has begun a transaction in yet. Spring prepares the connection of a
 * read-only transaction before its begin: then it is the transaction's. Otherwise it is a span of its own, if it would be
 * one without the session. Until that is known it is only timed. Of one thread at a time; no method throws.
 */
public final class EarlyConnect {

    private final Instrumenter instrumenter;
    private final Context outer;
    private final Waiting waiting;
    private final long start = System.nanoTime();
    private long end;

    private EarlyConnect(Instrumenter instrumenter, Context outer, Waiting waiting) {
        this.instrumenter = instrumenter;
        this.outer = outer;
        this.waiting = waiting;
    }

    /** Null where it is a child of something, or where there is nothing to trace. */
    static @Nullable EarlyConnect start(Instrumenter instrumenter) {
        try {
            Context outer = RunningContext.current();
            if (!instrumenter.isEnabled()
                    || RecordedFrame.current() != null
                    || JdbcCall.running() != null
                    || UnsampledFrame.isUnsampledIn(instrumenter, outer)) {
                return null;
            }
            Waiting waiting = new Waiting(instrumenter);
            waiting.begins(null, null, null);
            return new EarlyConnect(instrumenter, outer, waiting);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    /** Names the pool, if no wrapper has named it. */
    public void named(Attributes pool) {
        waiting.named(pool);
    }

    /** The connection is there. */
    public void end() {
        end = System.nanoTime();
        waiting.end();
    }

    /** Records a connection that could not be opened, which belongs to no transaction. */
    public void fail(Throwable failure) {
        end();
        write(failure);
    }

    /** Writes the span by itself: the session did something different before a transaction began. */
    public void settle() {
        write(null);
    }

    private void write(@Nullable Throwable failure) {
        try {
            if (waiting.joined) {
                long offset = TraceClock.offset(start);
                instrumenter.writeSpan(SpanType.CONNECT, attributes(), outer, offset + start, offset + end, failure);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Whether a transaction that begins in this context is what it was for. */
    boolean isFor(Context begin) {
        return outer == begin || Spans.isSame(Span.fromContext(outer), Span.fromContext(begin));
    }

    Attributes attributes() {
        return waiting.firstStatement().attributes;
    }

    long start() {
        return start;
    }

    long end(long clockOffset) {
        return clockOffset + end;
    }

    /** A {@code connect} that is never a span by itself. */
    private static final class Waiting extends JdbcCall {

        /** Whether a further wrapper would have started this span if it were not running. */
        private boolean joined;

        Waiting(Instrumenter instrumenter) {
            super(instrumenter, null, SpanType.CONNECT, DescribedStatement.NONE);
        }

        @Override
        void join(Attributes known) {
            joined = true;
            super.join(known);
        }
    }
}
