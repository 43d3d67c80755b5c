package dev.ormtracing.core.internal.merge;

import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.span.Instrumenter;
import dev.ormtracing.core.internal.span.PhaseTimes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Equal siblings, of which those beyond a number are one span: how many, how long in all, how long the slowest, and how
 * many have failed. Their phases are recorded as durations.
 */
public final class MergedOperation extends OperationRun {

    /** The attributes that all merged operations share; the number of results, for instance, differs. */
    private static final Set<AttributeKey<?>> COMMON =
            Set.of(OrmAttributes.LAZY, OrmAttributes.ROLE, OrmAttributes.QUERY_TEXT, OrmAttributes.QUERY_NAME);

    private final AttributesBuilder common = Attributes.builder();
    private final PhaseTimes times = new PhaseTimes();
    private int unmerged;
    private long nanos;
    private long longest;
    private long errors;
    private @Nullable Throwable firstError;

    MergedOperation(Instrumenter instrumenter, OperationName name, Context parent) {
        super(instrumenter);
        this.name = name;
        this.parent = RunningContext.lasting(parent);
    }

    /** Whether one more may be a span of its own. */
    boolean leavesAlone(int limit) {
        if (unmerged == limit) {
            return false;
        }
        unmerged++;
        return true;
    }

    public PhaseTimes times() {
        return times;
    }

    /** An attribute of one of them. */
    public <T> void setAttribute(AttributeKey<T> key, T value) {
        if (count == 0 && COMMON.contains(key)) {
            common.put(key, value);
        }
    }

    public void setAttributes(Attributes ofOne) {
        ofOne.forEach((key, value) -> setUnchecked(key, value));
    }

    @SuppressWarnings("unchecked")
    private <T> void setUnchecked(AttributeKey<T> key, Object value) {
        setAttribute(key, (T) value);
    }

    /** Where one of them is called. */
    public void calledFrom(@Nullable Caller ofOne) {
        if (count == 0) {
            caller = ofOne;
        }
    }

    public boolean needsCaller() {
        return count == 0;
    }

    public void add(long number, long from, long to, @Nullable Throwable error) {
        start = count == 0 ? from : Math.min(start, from);
        end = Math.max(end, to);
        count += number;
        nanos += to - from;
        longest = Math.max(longest, to - from);
        if (error != null) {
            errors++;
            firstError = firstError == null ? error : firstError;
        }
    }

    void write() {
        OperationName written = name;
        if (count > 0 && written != null) {
            writeSpan(written);
        }
    }

    @Override
    void describe(Span span) {
        span.setAllAttributes(common.build());
        span.setAttribute(OrmAttributes.OPERATION_COUNT, count);
        span.setAttribute(OrmAttributes.OPERATION_DURATION, nanos / 1e9);
        span.setAttribute(OrmAttributes.LONGEST_OPERATION_DURATION, longest / 1e9);
        times.describe(span);
        Throwable failure = firstError;
        if (failure != null) {
            span.setAttribute(OrmAttributes.OPERATION_ERRORS, errors);
            instrumenter.recordFailure(span, SpanType.OPERATION, failure, null, end);
        }
    }
}
