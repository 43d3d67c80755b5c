// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.proxy;

import org.jspecify.annotations.NullUnmarked;

/** Passes every call of {@link java.sql.CallableStatement} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingCallableStatement extends TracedPreparedStatement implements java.sql.CallableStatement {

    final java.sql.CallableStatement callable;

    DelegatingCallableStatement(java.sql.CallableStatement delegate, ConnectionSpans owner, String sql) {
        super(delegate, owner, sql);
        this.callable = delegate;
    }

    @Override
    public java.sql.Array getArray(int a0) throws java.sql.SQLException {
        return callable.getArray(a0);
    }

    @Override
    public java.sql.Array getArray(java.lang.String a0) throws java.sql.SQLException {
        return callable.getArray(a0);
    }

    @Override
    public java.math.BigDecimal getBigDecimal(int a0) throws java.sql.SQLException {
        return callable.getBigDecimal(a0);
    }

    @Override
    public java.math.BigDecimal getBigDecimal(int a0, int a1) throws java.sql.SQLException {
        return callable.getBigDecimal(a0, a1);
    }

    @Override
    public java.math.BigDecimal getBigDecimal(java.lang.String a0) throws java.sql.SQLException {
        return callable.getBigDecimal(a0);
    }

    @Override
    public java.sql.Blob getBlob(int a0) throws java.sql.SQLException {
        return callable.getBlob(a0);
    }

    @Override
    public java.sql.Blob getBlob(java.lang.String a0) throws java.sql.SQLException {
        return callable.getBlob(a0);
    }

    @Override
    public boolean getBoolean(int a0) throws java.sql.SQLException {
        return callable.getBoolean(a0);
    }

    @Override
    public boolean getBoolean(java.lang.String a0) throws java.sql.SQLException {
        return callable.getBoolean(a0);
    }

    @Override
    public byte getByte(int a0) throws java.sql.SQLException {
        return callable.getByte(a0);
    }

    @Override
    public byte getByte(java.lang.String a0) throws java.sql.SQLException {
        return callable.getByte(a0);
    }

    @Override
    public byte[] getBytes(int a0) throws java.sql.SQLException {
        return callable.getBytes(a0);
    }

    @Override
    public byte[] getBytes(java.lang.String a0) throws java.sql.SQLException {
        return callable.getBytes(a0);
    }

    @Override
    public java.io.Reader getCharacterStream(int a0) throws java.sql.SQLException {
        return callable.getCharacterStream(a0);
    }

    @Override
    public java.io.Reader getCharacterStream(java.lang.String a0) throws java.sql.SQLException {
        return callable.getCharacterStream(a0);
    }

    @Override
    public java.sql.Clob getClob(int a0) throws java.sql.SQLException {
        return callable.getClob(a0);
    }

    @Override
    public java.sql.Clob getClob(java.lang.String a0) throws java.sql.SQLException {
        return callable.getClob(a0);
    }

    @Override
    public java.sql.Date getDate(int a0) throws java.sql.SQLException {
        return callable.getDate(a0);
    }

    @Override
    public java.sql.Date getDate(int a0, java.util.Calendar a1) throws java.sql.SQLException {
        return callable.getDate(a0, a1);
    }

    @Override
    public java.sql.Date getDate(java.lang.String a0) throws java.sql.SQLException {
        return callable.getDate(a0);
    }

    @Override
    public java.sql.Date getDate(java.lang.String a0, java.util.Calendar a1) throws java.sql.SQLException {
        return callable.getDate(a0, a1);
    }

    @Override
    public double getDouble(int a0) throws java.sql.SQLException {
        return callable.getDouble(a0);
    }

    @Override
    public double getDouble(java.lang.String a0) throws java.sql.SQLException {
        return callable.getDouble(a0);
    }

    @Override
    public float getFloat(int a0) throws java.sql.SQLException {
        return callable.getFloat(a0);
    }

    @Override
    public float getFloat(java.lang.String a0) throws java.sql.SQLException {
        return callable.getFloat(a0);
    }

    @Override
    public int getInt(int a0) throws java.sql.SQLException {
        return callable.getInt(a0);
    }

    @Override
    public int getInt(java.lang.String a0) throws java.sql.SQLException {
        return callable.getInt(a0);
    }

    @Override
    public long getLong(int a0) throws java.sql.SQLException {
        return callable.getLong(a0);
    }

    @Override
    public long getLong(java.lang.String a0) throws java.sql.SQLException {
        return callable.getLong(a0);
    }

    @Override
    public java.io.Reader getNCharacterStream(int a0) throws java.sql.SQLException {
        return callable.getNCharacterStream(a0);
    }

    @Override
    public java.io.Reader getNCharacterStream(java.lang.String a0) throws java.sql.SQLException {
        return callable.getNCharacterStream(a0);
    }

    @Override
    public java.sql.NClob getNClob(int a0) throws java.sql.SQLException {
        return callable.getNClob(a0);
    }

    @Override
    public java.sql.NClob getNClob(java.lang.String a0) throws java.sql.SQLException {
        return callable.getNClob(a0);
    }

    @Override
    public java.lang.String getNString(int a0) throws java.sql.SQLException {
        return callable.getNString(a0);
    }

    @Override
    public java.lang.String getNString(java.lang.String a0) throws java.sql.SQLException {
        return callable.getNString(a0);
    }

    @Override
    public java.lang.Object getObject(int a0) throws java.sql.SQLException {
        return callable.getObject(a0);
    }

    @Override
    public <T> T getObject(int a0, java.lang.Class<T> a1) throws java.sql.SQLException {
        return callable.getObject(a0, a1);
    }

    @Override
    public java.lang.Object getObject(int a0, java.util.Map<java.lang.String, java.lang.Class<?>> a1) throws java.sql.SQLException {
        return callable.getObject(a0, a1);
    }

    @Override
    public java.lang.Object getObject(java.lang.String a0) throws java.sql.SQLException {
        return callable.getObject(a0);
    }

    @Override
    public <T> T getObject(java.lang.String a0, java.lang.Class<T> a1) throws java.sql.SQLException {
        return callable.getObject(a0, a1);
    }

    @Override
    public java.lang.Object getObject(java.lang.String a0, java.util.Map<java.lang.String, java.lang.Class<?>> a1) throws java.sql.SQLException {
        return callable.getObject(a0, a1);
    }

    @Override
    public java.sql.Ref getRef(int a0) throws java.sql.SQLException {
        return callable.getRef(a0);
    }

    @Override
    public java.sql.Ref getRef(java.lang.String a0) throws java.sql.SQLException {
        return callable.getRef(a0);
    }

    @Override
    public java.sql.RowId getRowId(int a0) throws java.sql.SQLException {
        return callable.getRowId(a0);
    }

    @Override
    public java.sql.RowId getRowId(java.lang.String a0) throws java.sql.SQLException {
        return callable.getRowId(a0);
    }

    @Override
    public java.sql.SQLXML getSQLXML(int a0) throws java.sql.SQLException {
        return callable.getSQLXML(a0);
    }

    @Override
    public java.sql.SQLXML getSQLXML(java.lang.String a0) throws java.sql.SQLException {
        return callable.getSQLXML(a0);
    }

    @Override
    public short getShort(int a0) throws java.sql.SQLException {
        return callable.getShort(a0);
    }

    @Override
    public short getShort(java.lang.String a0) throws java.sql.SQLException {
        return callable.getShort(a0);
    }

    @Override
    public java.lang.String getString(int a0) throws java.sql.SQLException {
        return callable.getString(a0);
    }

    @Override
    public java.lang.String getString(java.lang.String a0) throws java.sql.SQLException {
        return callable.getString(a0);
    }

    @Override
    public java.sql.Time getTime(int a0) throws java.sql.SQLException {
        return callable.getTime(a0);
    }

    @Override
    public java.sql.Time getTime(int a0, java.util.Calendar a1) throws java.sql.SQLException {
        return callable.getTime(a0, a1);
    }

    @Override
    public java.sql.Time getTime(java.lang.String a0) throws java.sql.SQLException {
        return callable.getTime(a0);
    }

    @Override
    public java.sql.Time getTime(java.lang.String a0, java.util.Calendar a1) throws java.sql.SQLException {
        return callable.getTime(a0, a1);
    }

    @Override
    public java.sql.Timestamp getTimestamp(int a0) throws java.sql.SQLException {
        return callable.getTimestamp(a0);
    }

    @Override
    public java.sql.Timestamp getTimestamp(int a0, java.util.Calendar a1) throws java.sql.SQLException {
        return callable.getTimestamp(a0, a1);
    }

    @Override
    public java.sql.Timestamp getTimestamp(java.lang.String a0) throws java.sql.SQLException {
        return callable.getTimestamp(a0);
    }

    @Override
    public java.sql.Timestamp getTimestamp(java.lang.String a0, java.util.Calendar a1) throws java.sql.SQLException {
        return callable.getTimestamp(a0, a1);
    }

    @Override
    public java.net.URL getURL(int a0) throws java.sql.SQLException {
        return callable.getURL(a0);
    }

    @Override
    public java.net.URL getURL(java.lang.String a0) throws java.sql.SQLException {
        return callable.getURL(a0);
    }

    @Override
    public void registerOutParameter(int a0, int a1) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1);
    }

    @Override
    public void registerOutParameter(int a0, int a1, int a2) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1, a2);
    }

    @Override
    public void registerOutParameter(int a0, int a1, java.lang.String a2) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1, a2);
    }

    @Override
    public void registerOutParameter(int a0, java.sql.SQLType a1) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1);
    }

    @Override
    public void registerOutParameter(int a0, java.sql.SQLType a1, int a2) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1, a2);
    }

    @Override
    public void registerOutParameter(int a0, java.sql.SQLType a1, java.lang.String a2) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1, a2);
    }

    @Override
    public void registerOutParameter(java.lang.String a0, int a1) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1);
    }

    @Override
    public void registerOutParameter(java.lang.String a0, int a1, int a2) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1, a2);
    }

    @Override
    public void registerOutParameter(java.lang.String a0, int a1, java.lang.String a2) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1, a2);
    }

    @Override
    public void registerOutParameter(java.lang.String a0, java.sql.SQLType a1) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1);
    }

    @Override
    public void registerOutParameter(java.lang.String a0, java.sql.SQLType a1, int a2) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1, a2);
    }

    @Override
    public void registerOutParameter(java.lang.String a0, java.sql.SQLType a1, java.lang.String a2) throws java.sql.SQLException {
        callable.registerOutParameter(a0, a1, a2);
    }

    @Override
    public void setAsciiStream(java.lang.String a0, java.io.InputStream a1) throws java.sql.SQLException {
        callable.setAsciiStream(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setAsciiStream(java.lang.String a0, java.io.InputStream a1, int a2) throws java.sql.SQLException {
        callable.setAsciiStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setAsciiStream(java.lang.String a0, java.io.InputStream a1, long a2) throws java.sql.SQLException {
        callable.setAsciiStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setBigDecimal(java.lang.String a0, java.math.BigDecimal a1) throws java.sql.SQLException {
        callable.setBigDecimal(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setBinaryStream(java.lang.String a0, java.io.InputStream a1) throws java.sql.SQLException {
        callable.setBinaryStream(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setBinaryStream(java.lang.String a0, java.io.InputStream a1, int a2) throws java.sql.SQLException {
        callable.setBinaryStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setBinaryStream(java.lang.String a0, java.io.InputStream a1, long a2) throws java.sql.SQLException {
        callable.setBinaryStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setBlob(java.lang.String a0, java.io.InputStream a1) throws java.sql.SQLException {
        callable.setBlob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setBlob(java.lang.String a0, java.io.InputStream a1, long a2) throws java.sql.SQLException {
        callable.setBlob(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setBlob(java.lang.String a0, java.sql.Blob a1) throws java.sql.SQLException {
        callable.setBlob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setBoolean(java.lang.String a0, boolean a1) throws java.sql.SQLException {
        callable.setBoolean(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setByte(java.lang.String a0, byte a1) throws java.sql.SQLException {
        callable.setByte(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setBytes(java.lang.String a0, byte[] a1) throws java.sql.SQLException {
        callable.setBytes(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setCharacterStream(java.lang.String a0, java.io.Reader a1) throws java.sql.SQLException {
        callable.setCharacterStream(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setCharacterStream(java.lang.String a0, java.io.Reader a1, int a2) throws java.sql.SQLException {
        callable.setCharacterStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setCharacterStream(java.lang.String a0, java.io.Reader a1, long a2) throws java.sql.SQLException {
        callable.setCharacterStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setClob(java.lang.String a0, java.io.Reader a1) throws java.sql.SQLException {
        callable.setClob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setClob(java.lang.String a0, java.io.Reader a1, long a2) throws java.sql.SQLException {
        callable.setClob(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setClob(java.lang.String a0, java.sql.Clob a1) throws java.sql.SQLException {
        callable.setClob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setDate(java.lang.String a0, java.sql.Date a1) throws java.sql.SQLException {
        callable.setDate(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setDate(java.lang.String a0, java.sql.Date a1, java.util.Calendar a2) throws java.sql.SQLException {
        callable.setDate(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setDouble(java.lang.String a0, double a1) throws java.sql.SQLException {
        callable.setDouble(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setFloat(java.lang.String a0, float a1) throws java.sql.SQLException {
        callable.setFloat(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setInt(java.lang.String a0, int a1) throws java.sql.SQLException {
        callable.setInt(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setLong(java.lang.String a0, long a1) throws java.sql.SQLException {
        callable.setLong(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setNCharacterStream(java.lang.String a0, java.io.Reader a1) throws java.sql.SQLException {
        callable.setNCharacterStream(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setNCharacterStream(java.lang.String a0, java.io.Reader a1, long a2) throws java.sql.SQLException {
        callable.setNCharacterStream(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setNClob(java.lang.String a0, java.io.Reader a1) throws java.sql.SQLException {
        callable.setNClob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setNClob(java.lang.String a0, java.io.Reader a1, long a2) throws java.sql.SQLException {
        callable.setNClob(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1, a2);
        }
    }

    @Override
    public void setNClob(java.lang.String a0, java.sql.NClob a1) throws java.sql.SQLException {
        callable.setNClob(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setNString(java.lang.String a0, java.lang.String a1) throws java.sql.SQLException {
        callable.setNString(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setNull(java.lang.String a0, int a1) throws java.sql.SQLException {
        callable.setNull(a0, a1);
        if (parameters != null) {
            parameters.set(a0, null);
        }
    }

    @Override
    public void setNull(java.lang.String a0, int a1, java.lang.String a2) throws java.sql.SQLException {
        callable.setNull(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, null);
        }
    }

    @Override
    public void setObject(java.lang.String a0, java.lang.Object a1) throws java.sql.SQLException {
        callable.setObject(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setObject(java.lang.String a0, java.lang.Object a1, int a2) throws java.sql.SQLException {
        callable.setObject(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setObject(java.lang.String a0, java.lang.Object a1, int a2, int a3) throws java.sql.SQLException {
        callable.setObject(a0, a1, a2, a3);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setObject(java.lang.String a0, java.lang.Object a1, java.sql.SQLType a2) throws java.sql.SQLException {
        callable.setObject(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setObject(java.lang.String a0, java.lang.Object a1, java.sql.SQLType a2, int a3) throws java.sql.SQLException {
        callable.setObject(a0, a1, a2, a3);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setRowId(java.lang.String a0, java.sql.RowId a1) throws java.sql.SQLException {
        callable.setRowId(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setSQLXML(java.lang.String a0, java.sql.SQLXML a1) throws java.sql.SQLException {
        callable.setSQLXML(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setShort(java.lang.String a0, short a1) throws java.sql.SQLException {
        callable.setShort(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setString(java.lang.String a0, java.lang.String a1) throws java.sql.SQLException {
        callable.setString(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setTime(java.lang.String a0, java.sql.Time a1) throws java.sql.SQLException {
        callable.setTime(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setTime(java.lang.String a0, java.sql.Time a1, java.util.Calendar a2) throws java.sql.SQLException {
        callable.setTime(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setTimestamp(java.lang.String a0, java.sql.Timestamp a1) throws java.sql.SQLException {
        callable.setTimestamp(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setTimestamp(java.lang.String a0, java.sql.Timestamp a1, java.util.Calendar a2) throws java.sql.SQLException {
        callable.setTimestamp(a0, a1, a2);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public void setURL(java.lang.String a0, java.net.URL a1) throws java.sql.SQLException {
        callable.setURL(a0, a1);
        if (parameters != null) {
            parameters.set(a0, a1);
        }
    }

    @Override
    public boolean wasNull() throws java.sql.SQLException {
        return callable.wasNull();
    }
}
