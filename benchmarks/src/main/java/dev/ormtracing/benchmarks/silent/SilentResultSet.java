package dev.ormtracing.benchmarks.silent;

import java.sql.ResultSet;
import java.sql.Statement;

abstract class SilentResultSet implements ResultSet {

    SilentStatement statement;
    int rows;
    int row;

    SilentResultSet() {}

    @Override
    public boolean next() {
        return row++ < rows;
    }

    @Override
    public long getLong(int column) {
        return row;
    }

    @Override
    public String getString(int column) {
        return "name";
    }

    @Override
    public Statement getStatement() {
        return statement;
    }
}
