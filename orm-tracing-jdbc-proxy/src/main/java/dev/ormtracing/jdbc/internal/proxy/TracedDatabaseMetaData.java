package dev.ormtracing.jdbc.internal.proxy;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

final class TracedDatabaseMetaData extends DelegatingDatabaseMetaData implements DatabaseMetaData {

    private final ConnectionSpans connection;

    TracedDatabaseMetaData(DatabaseMetaData delegate, ConnectionSpans connection) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    public @Nullable Connection getConnection() throws SQLException {
        return delegate.getConnection() == null ? null : connection;
    }

    @Override
    @Nullable
    ResultSet pointingBack(ResultSet result) {
        return TracedResultSet.ofMetaData(result, connection);
    }
}
