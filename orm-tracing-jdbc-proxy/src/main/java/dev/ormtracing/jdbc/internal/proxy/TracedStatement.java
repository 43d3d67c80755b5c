package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.SpanAwaitingRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

class TracedStatement extends DelegatingStatement implements Statement {

    final ConnectionSpans connection;

    /** The frame that it was prepared in, which most likely runs while it is used; null where there was none. */
    final @Nullable Frame frame;

    /** What waits for its execution, or null. */
    @Nullable
    StatementBatch batch;

    private @Nullable TracedResultSet lastResult;

    /** The rows that the span of the last execution waits for; null unless rows are counted. */
    private @Nullable ReturnedRows rows;

    private boolean recorded;

    TracedStatement(Statement delegate, ConnectionSpans connection) {
        super(delegate);
        this.connection = connection;
        this.frame = connection.preparedIn();
    }

    @Override
    public @Nullable Connection getConnection() throws SQLException {
        return delegate.getConnection() == null ? null : connection;
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        return pointingBack(delegate.getResultSet());
    }

    @Override
    public @Nullable ResultSet getGeneratedKeys() throws SQLException {
        connection.keysReturn();
        ResultSet keys = delegate.getGeneratedKeys();
        return keys == null ? null : TracedResultSet.ofKeys(keys, this);
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        boolean more = delegate.getMoreResults();
        endRows();
        return more;
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        boolean more = delegate.getMoreResults(current);
        if (current != KEEP_CURRENT_RESULT) {
            endRows();
        }
        return more;
    }

    @Override
    public void close() throws SQLException {
        try {
            delegate.close();
        } finally {
            endRows();
        }
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        delegate.addBatch(connection.commentedForBatch(sql));
        if (batch == null) {
            batch = new StatementBatch();
        }
        batch.add(sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        delegate.clearBatch();
        batch = null;
    }

    @Override
    @Nullable
    JdbcCall startQuery(String sql) {
        endRows();
        return connection.startUnprepared(sql);
    }

    @Override
    final @Nullable String commented(String sql, @Nullable JdbcCall span) {
        return connection.commented(sql, span);
    }

    @Override
    @Nullable
    JdbcCall startBatch() {
        endRows();
        StatementBatch gathered = batch;
        batch = null;
        return connection.startBatch(gathered == null ? StatementBatch.EMPTY : gathered, null);
    }

    @Override
    void end(@Nullable JdbcCall span, boolean returnsRows) {
        end(span, returnsRows, returnsRows);
    }

    /** @param hydrates whether reading the rows is what the operation is about */
    final void end(@Nullable JdbcCall span, boolean returnsRows, boolean hydrates) {
        recorded = span != null;
        OpenRows open = returnsRows ? connection.openRows : null;
        if (span == null || open == null) {
            connection.end(span, hydrates);
            return;
        }
        SpanAwaitingRows late = connection.endLater(span, hydrates);
        rows = late == null ? null : open.await(late, this);
    }

    /** Whether there is an operation to tell the rows of the last execution. */
    final boolean rowsCount() {
        return recorded;
    }

    /** Once nobody can read on, or is executing again. */
    final void endRows() {
        ReturnedRows read = rows;
        if (read != null) {
            rows = null;
            read.end();
        }
    }

    @Override
    final void fail(@Nullable JdbcCall span, Throwable error) {
        connection.fail(span, error);
    }

    /** Gives the wrapper that was given before, when the driver gives the same result set again. */
    @Override
    final @Nullable ResultSet pointingBack(ResultSet result) {
        if (result == null) {
            return null;
        }
        ReturnedRows awaited = rows;
        if (awaited != null && awaited.take()) {
            lastResult = new CountingResultSet(result, this, awaited);
        }
        TracedResultSet last = lastResult;
        if (last == null || last.delegate != result) {
            last = TracedResultSet.of(result, this);
            lastResult = last;
        }
        return last;
    }
}
