// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.tree.JdbcCall;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Passes every call of {@link java.sql.Statement} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingStatement implements java.sql.Statement {

    final java.sql.Statement delegate;

    DelegatingStatement(java.sql.Statement delegate) {
        this.delegate = delegate;
    }

    /** Applications log what the driver's own says, and Hibernate puts it into messages. */
    @Override
    public java.lang.String toString() {
        return delegate.toString();
    }

    /** What the application has met without us is equal to what it works with. */
    @Override
    public boolean equals(Object other) {
        return other == this
                || delegate.equals(other instanceof DelegatingStatement traced ? traced.delegate : other);
    }

    @Override
    public int hashCode() {
        return delegate.hashCode();
    }

    /** Starts the span of a statement that is given as text; null if there is nothing to trace. */
    abstract @Nullable JdbcCall startQuery(String sql);

    /** What the driver is to execute for that text. */
    abstract String commented(String sql, @Nullable JdbcCall span);

    /** Starts the span of the batch gathered so far; null if there is nothing to trace. */
    abstract @Nullable JdbcCall startBatch();

    abstract void end(@Nullable JdbcCall span, boolean returnsRows);

    abstract void fail(@Nullable JdbcCall span, Throwable error);

    abstract java.sql.ResultSet pointingBack(java.sql.ResultSet result);

    @Override
    public void addBatch(java.lang.String a0) throws java.sql.SQLException {
        delegate.addBatch(a0);
    }

    @Override
    public void cancel() throws java.sql.SQLException {
        delegate.cancel();
    }

    @Override
    public void clearBatch() throws java.sql.SQLException {
        delegate.clearBatch();
    }

    @Override
    public void clearWarnings() throws java.sql.SQLException {
        delegate.clearWarnings();
    }

    @Override
    public void close() throws java.sql.SQLException {
        delegate.close();
    }

    @Override
    public void closeOnCompletion() throws java.sql.SQLException {
        delegate.closeOnCompletion();
    }

    @Override
    public java.lang.String enquoteIdentifier(java.lang.String a0, boolean a1) throws java.sql.SQLException {
        return delegate.enquoteIdentifier(a0, a1);
    }

    @Override
    public java.lang.String enquoteLiteral(java.lang.String a0) throws java.sql.SQLException {
        return delegate.enquoteLiteral(a0);
    }

    @Override
    public java.lang.String enquoteNCharLiteral(java.lang.String a0) throws java.sql.SQLException {
        return delegate.enquoteNCharLiteral(a0);
    }

    @Override
    public boolean execute(java.lang.String a0) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            boolean result = delegate.execute(commented(a0, span));
            end(span, result);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public boolean execute(java.lang.String a0, int a1) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            boolean result = delegate.execute(commented(a0, span), a1);
            end(span, result);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public boolean execute(java.lang.String a0, int[] a1) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            boolean result = delegate.execute(commented(a0, span), a1);
            end(span, result);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public boolean execute(java.lang.String a0, java.lang.String[] a1) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            boolean result = delegate.execute(commented(a0, span), a1);
            end(span, result);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public int[] executeBatch() throws java.sql.SQLException {
        JdbcCall span = startBatch();
        try {
            int[] result = delegate.executeBatch();
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public long[] executeLargeBatch() throws java.sql.SQLException {
        JdbcCall span = startBatch();
        try {
            long[] result = delegate.executeLargeBatch();
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public long executeLargeUpdate(java.lang.String a0) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            long result = delegate.executeLargeUpdate(commented(a0, span));
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public long executeLargeUpdate(java.lang.String a0, int a1) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            long result = delegate.executeLargeUpdate(commented(a0, span), a1);
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public long executeLargeUpdate(java.lang.String a0, int[] a1) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            long result = delegate.executeLargeUpdate(commented(a0, span), a1);
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public long executeLargeUpdate(java.lang.String a0, java.lang.String[] a1) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            long result = delegate.executeLargeUpdate(commented(a0, span), a1);
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public java.sql.ResultSet executeQuery(java.lang.String a0) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            java.sql.ResultSet result = delegate.executeQuery(commented(a0, span));
            end(span, true);
            return pointingBack(result);
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public int executeUpdate(java.lang.String a0) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            int result = delegate.executeUpdate(commented(a0, span));
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public int executeUpdate(java.lang.String a0, int a1) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            int result = delegate.executeUpdate(commented(a0, span), a1);
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public int executeUpdate(java.lang.String a0, int[] a1) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            int result = delegate.executeUpdate(commented(a0, span), a1);
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public int executeUpdate(java.lang.String a0, java.lang.String[] a1) throws java.sql.SQLException {
        JdbcCall span = startQuery(a0);
        try {
            int result = delegate.executeUpdate(commented(a0, span), a1);
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public java.sql.Connection getConnection() throws java.sql.SQLException {
        return delegate.getConnection();
    }

    @Override
    public int getFetchDirection() throws java.sql.SQLException {
        return delegate.getFetchDirection();
    }

    @Override
    public int getFetchSize() throws java.sql.SQLException {
        return delegate.getFetchSize();
    }

    @Override
    public java.sql.ResultSet getGeneratedKeys() throws java.sql.SQLException {
        return delegate.getGeneratedKeys();
    }

    @Override
    public long getLargeMaxRows() throws java.sql.SQLException {
        return delegate.getLargeMaxRows();
    }

    @Override
    public long getLargeUpdateCount() throws java.sql.SQLException {
        return delegate.getLargeUpdateCount();
    }

    @Override
    public int getMaxFieldSize() throws java.sql.SQLException {
        return delegate.getMaxFieldSize();
    }

    @Override
    public int getMaxRows() throws java.sql.SQLException {
        return delegate.getMaxRows();
    }

    @Override
    public boolean getMoreResults() throws java.sql.SQLException {
        return delegate.getMoreResults();
    }

    @Override
    public boolean getMoreResults(int a0) throws java.sql.SQLException {
        return delegate.getMoreResults(a0);
    }

    @Override
    public int getQueryTimeout() throws java.sql.SQLException {
        return delegate.getQueryTimeout();
    }

    @Override
    public java.sql.ResultSet getResultSet() throws java.sql.SQLException {
        return delegate.getResultSet();
    }

    @Override
    public int getResultSetConcurrency() throws java.sql.SQLException {
        return delegate.getResultSetConcurrency();
    }

    @Override
    public int getResultSetHoldability() throws java.sql.SQLException {
        return delegate.getResultSetHoldability();
    }

    @Override
    public int getResultSetType() throws java.sql.SQLException {
        return delegate.getResultSetType();
    }

    @Override
    public int getUpdateCount() throws java.sql.SQLException {
        return delegate.getUpdateCount();
    }

    @Override
    public java.sql.SQLWarning getWarnings() throws java.sql.SQLException {
        return delegate.getWarnings();
    }

    @Override
    public boolean isCloseOnCompletion() throws java.sql.SQLException {
        return delegate.isCloseOnCompletion();
    }

    @Override
    public boolean isClosed() throws java.sql.SQLException {
        return delegate.isClosed();
    }

    @Override
    public boolean isPoolable() throws java.sql.SQLException {
        return delegate.isPoolable();
    }

    @Override
    public boolean isSimpleIdentifier(java.lang.String a0) throws java.sql.SQLException {
        return delegate.isSimpleIdentifier(a0);
    }

    @Override
    public boolean isWrapperFor(java.lang.Class<?> a0) throws java.sql.SQLException {
        return Unwrapping.isWrapperFor(this, delegate, a0);
    }

    @Override
    public void setCursorName(java.lang.String a0) throws java.sql.SQLException {
        delegate.setCursorName(a0);
    }

    @Override
    public void setEscapeProcessing(boolean a0) throws java.sql.SQLException {
        delegate.setEscapeProcessing(a0);
    }

    @Override
    public void setFetchDirection(int a0) throws java.sql.SQLException {
        delegate.setFetchDirection(a0);
    }

    @Override
    public void setFetchSize(int a0) throws java.sql.SQLException {
        delegate.setFetchSize(a0);
    }

    @Override
    public void setLargeMaxRows(long a0) throws java.sql.SQLException {
        delegate.setLargeMaxRows(a0);
    }

    @Override
    public void setMaxFieldSize(int a0) throws java.sql.SQLException {
        delegate.setMaxFieldSize(a0);
    }

    @Override
    public void setMaxRows(int a0) throws java.sql.SQLException {
        delegate.setMaxRows(a0);
    }

    @Override
    public void setPoolable(boolean a0) throws java.sql.SQLException {
        delegate.setPoolable(a0);
    }

    @Override
    public void setQueryTimeout(int a0) throws java.sql.SQLException {
        delegate.setQueryTimeout(a0);
    }

    @Override
    public <T> T unwrap(java.lang.Class<T> a0) throws java.sql.SQLException {
        return Unwrapping.unwrap(this, delegate, a0);
    }
}
