package dev.ormtracing.benchmarks;

import dev.ormtracing.benchmarks.silent.SilentDriver;
import dev.ormtracing.benchmarks.subject.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** JDBC without Hibernate, on a driver that does nothing and on H2. */
public class JdbcBenchmarks extends Measured {

    static final int MANY_ROWS = 1000;

    private static final String SELECT = "select id, name from Item where id = ?";

    private DataSource silent;
    private Connection oneRow;
    private Connection manyRows;
    private Connection h2;

    @Setup
    public void start(BenchmarkParams benchmark, Traced traced) throws Exception {
        Subject subject = traced.subject();
        silent = subject.wrap(SilentDriver.dataSource(1));
        oneRow = silent.getConnection();
        manyRows = subject.wrap(SilentDriver.dataSource(MANY_ROWS)).getConnection();
        h2 = subject.wrap(database()).getConnection();
        begin(benchmark, traced, subject);
    }

    @TearDown
    public void stop() throws SQLException {
        h2.close();
    }

    private static DataSource database() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:benchmark;DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table Item (id bigint primary key, name varchar)");
            statement.execute("insert into Item values (1, 'name')");
        }
        return database;
    }

    @Benchmark
    public long preparedSelectOneRow() throws SQLException {
        return select(oneRow);
    }

    @Benchmark
    public long readRows() throws SQLException {
        return select(manyRows);
    }

    @Benchmark
    public long preparedSelectOneRowH2() throws SQLException {
        return select(h2);
    }

    @Benchmark
    public long borrowAndSelectOneRow() throws SQLException {
        try (Connection connection = silent.getConnection()) {
            return select(connection);
        }
    }

    static long select(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setLong(1, 1);
            try (ResultSet rows = statement.executeQuery()) {
                long sum = 0;
                while (rows.next()) {
                    sum += rows.getLong(1) + rows.getString(2).length();
                }
                return sum;
            }
        }
    }
}
