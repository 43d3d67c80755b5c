package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.CurrentSqlTags;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.SqlTag;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: makes the comments that statements carry, as the sqlcommenter specification says: keys and values
 * percent-encoded, the values in quotes, in the order of their keys. Thread-safe; no method throws.
 */
public final class SqlComments {

    private final Instrumenter instrumenter;
    private final boolean withTraceparent;

    SqlComments(Instrumenter instrumenter, boolean withTraceparent) {
        this.instrumenter = instrumenter;
        this.withTraceparent = withTraceparent;
    }

    /** Whether the span of a statement has to be there before the text of the statement is. */
    public boolean needSpan() {
        return withTraceparent;
    }

    /** The comment for a statement that is prepared, or kept for a batch; null if there is nothing to say. */
    public @Nullable String ofPrepared(@Nullable AwaitedExecution query) {
        return text(
                query == null ? SpanContext.getInvalid() : query.spanContext(),
                query == null ? null : query.caller,
                query == null);
    }

    /** The comment for a statement that is executed now, or null if there is nothing to say. */
    public @Nullable String ofExecuted(@Nullable JdbcCall span) {
        return text(
                span == null ? SpanContext.getInvalid() : span.spanContext(),
                span == null ? null : span.caller(),
                false);
    }

    /** The comment for a statement that is going to be prepared, which has no span of its own; null if there is nothing to say. */
    public @Nullable String ofInspected(SpanContext around) {
        return text(around, null, true);
    }

    /** What the frame is a step of, if it is one. */
    private static RecordedFrame operation(RecordedFrame frame) {
        RecordedFrame operation = frame;
        while (operation.name == null && operation.enclosing != null) {
            operation = operation.enclosing;
        }
        return operation;
    }

    private @Nullable String text(SpanContext span, @Nullable Caller ofStatement, boolean mayFindCaller) {
        try {
            RecordedFrame frame = RecordedFrame.current(instrumenter, null);
            OperationName name = frame == null ? UnsampledOperation.name(instrumenter) : operation(frame).name;
            Caller caller = frame == null ? ofStatement : operation(frame).caller;
            if (caller == null
                    && frame == null
                    && mayFindCaller
                    && !UnsampledFrame.isUnsampledIn(instrumenter, Context.current())) {
                caller = instrumenter.findCaller();
            }
            List<SqlTag> tags = CurrentSqlTags.of(Context.current());
            if (withTraceparent && span.isSampled()) {
                tags = with(tags, instrumenter.propagated(span));
            }
            return text(tags, caller == null ? null : caller.tag(), name == null ? null : name.tag());
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    /** In the place of the application's own tags with the same keys. */
    private static List<SqlTag> with(List<SqlTag> tags, List<SqlTag> propagated) {
        if (tags.isEmpty()) {
            return propagated;
        }
        List<SqlTag> all = new ArrayList<>(tags);
        for (SqlTag own : propagated) {
            all.removeIf(tag -> tag.key().equals(own.key()));
            all.add(own);
        }
        all.sort(SqlTag.BY_KEY);
        return all;
    }

    private static @Nullable String text(List<SqlTag> tags, @Nullable SqlTag caller, @Nullable SqlTag operation) {
        if (tags.isEmpty() && caller == null && operation == null) {
            return null;
        }
        StringBuilder comment = new StringBuilder(96).append("/*");
        int next = append(comment, tags, 0, caller);
        next = append(comment, tags, next, operation);
        while (next < tags.size()) {
            append(comment, tags.get(next++));
        }
        return comment.append("*/").toString();
    }

    /** Appends one of our own where its key belongs; says how many of the tags have come before. */
    private static int append(StringBuilder comment, List<SqlTag> tags, int from, @Nullable SqlTag own) {
        int next = from;
        if (own != null) {
            while (next < tags.size() && SqlTag.BY_KEY.compare(tags.get(next), own) < 0) {
                append(comment, tags.get(next++));
            }
            append(comment, own);
        }
        return next;
    }

    private static void append(StringBuilder comment, SqlTag tag) {
        if (comment.length() > 2) {
            comment.append(',');
        }
        comment.append(tag.text());
    }
}
