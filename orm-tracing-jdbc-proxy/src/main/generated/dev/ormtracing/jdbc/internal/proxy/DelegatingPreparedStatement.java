// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.tree.JdbcCall;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Passes every call of {@link java.sql.PreparedStatement} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingPreparedStatement extends TracedStatement implements java.sql.PreparedStatement {

    final java.sql.PreparedStatement prepared;

    /** Null unless the values of parameters are recorded. */
    final @Nullable StatementParameters parameters;

    DelegatingPreparedStatement(java.sql.PreparedStatement delegate, ConnectionSpans owner) {
        super(delegate, owner);
        this.prepared = delegate;
        this.parameters = owner.newParameters();
    }

    /** Starts the span of the prepared statement; null if there is nothing to trace. */
    abstract @Nullable JdbcCall startQuery();

    @Override
    public void addBatch() throws java.sql.SQLException {
        prepared.addBatch();
    }

    @Override
    public void clearParameters() throws java.sql.SQLException {
        prepared.clearParameters();
    }

    @Override
    public boolean execute() throws java.sql.SQLException {
        JdbcCall span = startQuery();
        try {
            boolean result = prepared.execute();
            end(span, result);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public long executeLargeUpdate() throws java.sql.SQLException {
        JdbcCall span = startQuery();
        try {
            long result = prepared.executeLargeUpdate();
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public java.sql.ResultSet executeQuery() throws java.sql.SQLException {
        JdbcCall span = startQuery();
        try {
            java.sql.ResultSet result = prepared.executeQuery();
            end(span, true);
            return pointingBack(result);
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public int executeUpdate() throws java.sql.SQLException {
        JdbcCall span = startQuery();
        try {
            int result = prepared.executeUpdate();
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public java.sql.ResultSetMetaData getMetaData() throws java.sql.SQLException {
        return prepared.getMetaData();
    }

    @Override
    public java.sql.ParameterMetaData getParameterMetaData() throws java.sql.SQLException {
        return prepared.getParameterMetaData();
    }

    @Override
    public void setArray(int a0, java.sql.Array a1) throws java.sql.SQLException {
        prepared.setArray(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setAsciiStream(int a0, java.io.InputStream a1) throws java.sql.SQLException {
        prepared.setAsciiStream(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setAsciiStream(int a0, java.io.InputStream a1, int a2) throws java.sql.SQLException {
        prepared.setAsciiStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setAsciiStream(int a0, java.io.InputStream a1, long a2) throws java.sql.SQLException {
        prepared.setAsciiStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setBigDecimal(int a0, java.math.BigDecimal a1) throws java.sql.SQLException {
        prepared.setBigDecimal(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setBinaryStream(int a0, java.io.InputStream a1) throws java.sql.SQLException {
        prepared.setBinaryStream(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setBinaryStream(int a0, java.io.InputStream a1, int a2) throws java.sql.SQLException {
        prepared.setBinaryStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setBinaryStream(int a0, java.io.InputStream a1, long a2) throws java.sql.SQLException {
        prepared.setBinaryStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setBlob(int a0, java.io.InputStream a1) throws java.sql.SQLException {
        prepared.setBlob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setBlob(int a0, java.io.InputStream a1, long a2) throws java.sql.SQLException {
        prepared.setBlob(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setBlob(int a0, java.sql.Blob a1) throws java.sql.SQLException {
        prepared.setBlob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setBoolean(int a0, boolean a1) throws java.sql.SQLException {
        prepared.setBoolean(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setByte(int a0, byte a1) throws java.sql.SQLException {
        prepared.setByte(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setBytes(int a0, byte[] a1) throws java.sql.SQLException {
        prepared.setBytes(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setCharacterStream(int a0, java.io.Reader a1) throws java.sql.SQLException {
        prepared.setCharacterStream(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setCharacterStream(int a0, java.io.Reader a1, int a2) throws java.sql.SQLException {
        prepared.setCharacterStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setCharacterStream(int a0, java.io.Reader a1, long a2) throws java.sql.SQLException {
        prepared.setCharacterStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setClob(int a0, java.io.Reader a1) throws java.sql.SQLException {
        prepared.setClob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setClob(int a0, java.io.Reader a1, long a2) throws java.sql.SQLException {
        prepared.setClob(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setClob(int a0, java.sql.Clob a1) throws java.sql.SQLException {
        prepared.setClob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setDate(int a0, java.sql.Date a1) throws java.sql.SQLException {
        prepared.setDate(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setDate(int a0, java.sql.Date a1, java.util.Calendar a2) throws java.sql.SQLException {
        prepared.setDate(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setDouble(int a0, double a1) throws java.sql.SQLException {
        prepared.setDouble(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setFloat(int a0, float a1) throws java.sql.SQLException {
        prepared.setFloat(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setInt(int a0, int a1) throws java.sql.SQLException {
        prepared.setInt(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setLong(int a0, long a1) throws java.sql.SQLException {
        prepared.setLong(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setNCharacterStream(int a0, java.io.Reader a1) throws java.sql.SQLException {
        prepared.setNCharacterStream(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setNCharacterStream(int a0, java.io.Reader a1, long a2) throws java.sql.SQLException {
        prepared.setNCharacterStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setNClob(int a0, java.io.Reader a1) throws java.sql.SQLException {
        prepared.setNClob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setNClob(int a0, java.io.Reader a1, long a2) throws java.sql.SQLException {
        prepared.setNClob(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setNClob(int a0, java.sql.NClob a1) throws java.sql.SQLException {
        prepared.setNClob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setNString(int a0, java.lang.String a1) throws java.sql.SQLException {
        prepared.setNString(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setNull(int a0, int a1) throws java.sql.SQLException {
        prepared.setNull(a0, a1);
        if (parameters != null) {
            parameters.set(a0, null);
        }
    }

    @Override
    public void setNull(int a0, int a1, java.lang.String a2) throws java.sql.SQLException {
        prepared.setNull(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, null);
        }
    }

    @Override
    public void setObject(int a0, java.lang.Object a1) throws java.sql.SQLException {
        prepared.setObject(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setObject(int a0, java.lang.Object a1, int a2) throws java.sql.SQLException {
        prepared.setObject(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setObject(int a0, java.lang.Object a1, int a2, int a3) throws java.sql.SQLException {
        prepared.setObject(a0, a1, a2, a3);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setObject(int a0, java.lang.Object a1, java.sql.SQLType a2) throws java.sql.SQLException {
        prepared.setObject(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setObject(int a0, java.lang.Object a1, java.sql.SQLType a2, int a3) throws java.sql.SQLException {
        prepared.setObject(a0, a1, a2, a3);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setRef(int a0, java.sql.Ref a1) throws java.sql.SQLException {
        prepared.setRef(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setRowId(int a0, java.sql.RowId a1) throws java.sql.SQLException {
        prepared.setRowId(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setSQLXML(int a0, java.sql.SQLXML a1) throws java.sql.SQLException {
        prepared.setSQLXML(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setShort(int a0, short a1) throws java.sql.SQLException {
        prepared.setShort(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setString(int a0, java.lang.String a1) throws java.sql.SQLException {
        prepared.setString(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setTime(int a0, java.sql.Time a1) throws java.sql.SQLException {
        prepared.setTime(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setTime(int a0, java.sql.Time a1, java.util.Calendar a2) throws java.sql.SQLException {
        prepared.setTime(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setTimestamp(int a0, java.sql.Timestamp a1) throws java.sql.SQLException {
        prepared.setTimestamp(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setTimestamp(int a0, java.sql.Timestamp a1, java.util.Calendar a2) throws java.sql.SQLException {
        prepared.setTimestamp(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setURL(int a0, java.net.URL a1) throws java.sql.SQLException {
        prepared.setURL(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setUnicodeStream(int a0, java.io.InputStream a1, int a2) throws java.sql.SQLException {
        prepared.setUnicodeStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }
}
