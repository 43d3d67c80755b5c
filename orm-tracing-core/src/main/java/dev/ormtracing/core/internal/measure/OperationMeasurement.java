package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.SpanType;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a frame keeps for the metrics and for the log of slow operations, whether it is a span or not. Of one thread at a
 * time, like the frame.
 */
public final class OperationMeasurement {

    private final Instruments instruments;
    private final SpanType type;
    private final @Nullable SlowLog slowLog;
    private @Nullable TimeTree tree;
    private int statements;
    private boolean compiled;
    private boolean usesPlan;
    private boolean outsideTransaction;

    public OperationMeasurement(Instruments instruments, SpanType type, @Nullable SlowLog slowLog) {
        this.instruments = instruments;
        this.type = type;
        this.slowLog = slowLog;
    }

    /** The plan of a query is looked up, and made if it is not there. */
    public void usesPlan() {
        usesPlan = true;
    }

    public void outsideTransaction() {
        outsideTransaction = true;
    }

    public void phase(SpanType phase, long nanos) {
        compiled |= phase == SpanType.COMPILE;
        if (slowLog != null) {
            tree().add(phase, "", null, Math.max(0, nanos));
        }
    }

    public void statement(StatementShape shape, long nanos) {
        statements++;
        if (slowLog != null) {
            tree().add(SpanType.DB_QUERY, shape.summary(), shape.text(), nanos);
        }
    }

    /** An operation that has touched no database, and whose span may be shared with others. */
    public void endsBare(OperationName name, long nanos) {
        Metrics metrics = instruments.metrics();
        if (metrics != null) {
            metrics.operationEnds(name, nanos, 0, null);
        }
    }

    /**
     * @param name null for what is no operation
     * @param enclosing of the frame around, or null
     */
    public void ends(
            @Nullable OperationName name,
            @Nullable OperationMeasurement enclosing,
            Span span,
            long nanos,
            @Nullable Throwable failure) {
        Metrics metrics = instruments.metrics();
        if (metrics != null) {
            record(metrics, name, enclosing == null, nanos, failure);
        }
        if (enclosing != null && name == null) {
            enclosing.statements += statements;
        }
        if (slowLog != null) {
            TimeTree whole = tree();
            whole.nanos = nanos;
            whole.name = name == null ? "" : name.full;
            if (enclosing == null) {
                slowLog.ends(whole, span.getSpanContext());
            } else {
                enclosing.tree().add(whole);
            }
        }
    }

    private void record(
            Metrics metrics, @Nullable OperationName name, boolean outermost, long nanos, @Nullable Throwable failure) {
        if (name != null) {
            metrics.operationEnds(name, nanos, statements, failure);
            if (usesPlan) {
                metrics.planCacheAsked(!compiled);
            }
            if (outsideTransaction && statements > 0) {
                metrics.lazyLoadOutsideTransaction(name);
            }
        }
        if (outermost && failure != null && instruments.isOptimisticLock(failure)) {
            metrics.optimisticLockFails();
        }
    }

    private TimeTree tree() {
        TimeTree known = tree;
        if (known == null) {
            known = new TimeTree(type, "", null);
            tree = known;
        }
        return known;
    }
}
