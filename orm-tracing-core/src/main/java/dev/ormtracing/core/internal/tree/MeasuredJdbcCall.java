package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.measure.OperationMeasurement;
import dev.ormtracing.core.internal.measure.StatementShape;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** A {@link JdbcCall} that metrics or the log of slow operations measure, with a span or without. */
final class MeasuredJdbcCall extends JdbcCall {

    private final boolean foreign;
    private StatementShape shape = StatementShape.UNKNOWN;
    private @Nullable String statusCode;

    /** @param foreign whether somebody else has a span, and thus a duration, of the same statement */
    MeasuredJdbcCall(
            Instrumenter instrumenter,
            @Nullable RecordedFrame frame,
            SpanType type,
            DescribedStatement statement,
            boolean foreign) {
        super(instrumenter, frame, type, statement);
        this.foreign = foreign;
    }

    @Override
    public boolean isMeasured() {
        return true;
    }

    @Override
    public void shape(StatementShape shape) {
        this.shape = shape;
    }

    @Override
    public void fail(Throwable failure, @Nullable String type) {
        super.fail(failure, type);
        statusCode = type;
    }

    @Override
    void measure(long nanos) {
        OperationMeasurement measurement = frame == null ? null : frame.measurement;
        if (type() == SpanType.CONNECT) {
            if (measurement != null && span() != null) {
                measurement.phase(SpanType.CONNECT, nanos);
            }
            return;
        }
        if (measurement != null) {
            measurement.statement(shape, nanos);
        }
        Metrics metrics = instrumenter.metrics();
        if (metrics != null && !foreign) {
            metrics.statementEnds(shape.attributes(), nanos, errorType(), statusCode);
        }
    }

    @Override
    @Nullable
    SpanAwaitingRows late(long startNanos, long endEpochNanos) {
        Span span = span();
        return instrumenter.metrics() == null
                ? super.late(startNanos, endEpochNanos)
                : new SpanAwaitingRows(span == null ? Span.getInvalid() : span, startNanos, endEpochNanos, this);
    }

    void rowsReturned(long rows) {
        Metrics metrics = instrumenter.metrics();
        if (metrics != null && !foreign) {
            metrics.rowsReturned(shape.attributes(), rows);
        }
    }
}
