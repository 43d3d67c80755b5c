package dev.ormtracing.jdbc.internal.proxy;

import java.sql.CallableStatement;
import java.sql.SQLException;
import java.util.Map;

final class TracedCallableStatement extends DelegatingCallableStatement implements CallableStatement {

    TracedCallableStatement(CallableStatement delegate, ConnectionSpans connection, String sql) {
        super(delegate, connection, sql);
    }

    @Override
    public Object getObject(int index) throws SQLException {
        return TracedResultSet.cursor(callable.getObject(index), this, connection);
    }

    @Override
    public Object getObject(String name) throws SQLException {
        return TracedResultSet.cursor(callable.getObject(name), this, connection);
    }

    @Override
    public Object getObject(int index, Map<String, Class<?>> types) throws SQLException {
        return TracedResultSet.cursor(callable.getObject(index, types), this, connection);
    }

    @Override
    public Object getObject(String name, Map<String, Class<?>> types) throws SQLException {
        return TracedResultSet.cursor(callable.getObject(name, types), this, connection);
    }

    @Override
    public <T> T getObject(int index, Class<T> type) throws SQLException {
        return TracedResultSet.cursor(callable.getObject(index, type), type, this, connection);
    }

    @Override
    public <T> T getObject(String name, Class<T> type) throws SQLException {
        return TracedResultSet.cursor(callable.getObject(name, type), type, this, connection);
    }
}
