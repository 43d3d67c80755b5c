package dev.ormtracing.benchmarks.silent;

import java.sql.Connection;
import javax.sql.DataSource;

abstract class SilentDataSource implements DataSource {

    SilentConnection connection;

    SilentDataSource() {}

    @Override
    public Connection getConnection() {
        return connection;
    }
}
