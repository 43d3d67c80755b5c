package dev.ormtracing.jdbc.internal;

import dev.ormtracing.core.internal.ChildSpan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

class TracingStatement extends DelegatingStatement {

    final TracingConnection connection;
    private @Nullable StatementBatch batch;
    private @Nullable TracingResultSet lastResult;

    TracingStatement(Statement delegate, TracingConnection connection) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return delegate.getConnection() == null ? null : connection;
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return pointingBack(delegate.getResultSet());
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        ResultSet keys = delegate.getGeneratedKeys();
        return keys == null ? null : TracingResultSet.of(keys, this);
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        delegate.addBatch(sql);
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
    ChildSpan startQuery(String sql) {
        return connection.startUnprepared(sql);
    }

    @Override
    @Nullable
    ChildSpan startBatch() {
        StatementBatch gathered = batch;
        batch = null;
        return connection.startBatch(gathered == null ? StatementBatch.EMPTY : gathered);
    }

    @Override
    void end(@Nullable ChildSpan span, boolean returnsRows) {
        connection.end(span, returnsRows);
    }

    @Override
    final void fail(@Nullable ChildSpan span, Throwable error) {
        connection.fail(span, error);
    }

    /** The same wrapper when the driver gives the same result set again. */
    @Override
    final ResultSet pointingBack(ResultSet result) {
        if (result == null) {
            return null;
        }
        TracingResultSet last = lastResult;
        if (last == null || last.delegate != result) {
            last = TracingResultSet.of(result, this);
            lastResult = last;
        }
        return last;
    }
}
