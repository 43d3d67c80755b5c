package dev.ormtracing.benchmarks.silent;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;

abstract class SilentConnection implements Connection {

    SilentStatement statement;
    SilentMetaData metaData;

    SilentConnection() {}

    @Override
    public PreparedStatement prepareStatement(String sql) {
        return statement;
    }

    @Override
    public DatabaseMetaData getMetaData() {
        return metaData;
    }

    @Override
    public String getCatalog() {
        return "TEST";
    }

    @Override
    public String getSchema() {
        return "PUBLIC";
    }
}
