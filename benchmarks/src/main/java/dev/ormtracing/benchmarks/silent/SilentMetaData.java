package dev.ormtracing.benchmarks.silent;

import java.sql.Connection;
import java.sql.DatabaseMetaData;

/** Says that it is an embedded H2, so that the attributes are those of the benchmarks on H2. */
abstract class SilentMetaData implements DatabaseMetaData {

    SilentConnection connection;

    SilentMetaData() {}

    @Override
    public String getURL() {
        return "jdbc:h2:mem:benchmark";
    }

    @Override
    public String getUserName() {
        return "sa";
    }

    @Override
    public String getDatabaseProductName() {
        return "H2";
    }

    @Override
    public Connection getConnection() {
        return connection;
    }
}
