package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.tree.AwaitedExecution;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.SqlComments;
import dev.ormtracing.jdbc.internal.sql.CommentedSql;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The comments of the statements of one connection, and the spans that some of them carry before the statement has been
 * executed. Of one thread at a time, as the connection; but statements may be closed by any.
 */
final class StatementComments {

    private final SqlComments comments;
    private final Set<AwaitedExecution> waiting = ConcurrentHashMap.newKeySet();

    /** The span of the statement that the driver is preparing. */
    private @Nullable AwaitedExecution preparing;

    StatementComments(SqlComments comments) {
        this.comments = comments;
    }

    /** Whether the span of this statement has to be started before it is prepared. */
    boolean needsSpan(@Nullable String sql) {
        return comments.needSpan() && sql != null && CommentedSql.mayHaveComment(sql);
    }

    /** The driver is about to prepare a statement that carries this span. */
    void prepare(AwaitedExecution query) {
        waiting.add(query);
        preparing = query;
    }

    /** The text for the driver to prepare, or to keep for a batch. */
    @Nullable
    String prepared(@Nullable String sql) {
        return sql == null || !CommentedSql.mayHaveComment(sql) ? sql : commented(sql, comments.ofPrepared(preparing));
    }

    /** The text for the driver to execute. */
    @Nullable
    String executed(@Nullable String sql, @Nullable JdbcCall span) {
        return sql == null || !CommentedSql.mayHaveComment(sql) ? sql : commented(sql, comments.ofExecuted(span));
    }

    private static String commented(String sql, @Nullable String comment) {
        return comment == null ? sql : CommentedSql.append(sql, comment);
    }

    /** The span of the statement that has just been prepared, or has failed to be. */
    @Nullable
    AwaitedExecution take() {
        AwaitedExecution taken = preparing;
        preparing = null;
        if (taken != null) {
            taken.prepared();
        }
        return taken;
    }

    /** The span that was started for the statement, if this is the execution that it is of; else it ends. */
    @Nullable
    JdbcCall execute(@Nullable AwaitedExecution query) {
        if (query == null) {
            return null;
        }
        JdbcCall span = query.execute();
        discard(query);
        return span;
    }

    /** The statement will not be executed. */
    void discard(AwaitedExecution query) {
        waiting.remove(query);
        query.discard();
    }

    /** The connection is closed, and its statements with it. */
    void discardAll() {
        waiting.forEach(this::discard);
    }
}
