package dev.ormtracing.it.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A DataSource that gives no connection out, like a pool that is exhausted. */
final class Refusing extends AbstractDataSource {

    static final SQLException FAILURE = new SQLException("exhausted");

    @Override
    public Connection getConnection() throws SQLException {
        throw FAILURE;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw FAILURE;
    }
}
