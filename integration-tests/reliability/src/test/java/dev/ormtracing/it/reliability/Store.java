package dev.ormtracing.it.reliability;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.it.servers.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The database of one side alone. A program is one thread, so no lock is ever given free while it waits: it waits only for
 * moments.
 */
abstract class Store implements AutoCloseable {

    static final List<String> TABLES =
            List.of("post_tags", "posts", "users", "profiles", "tags", "accounts", "tickets", "notes", "labels");
    static final List<String> SEQUENCES = List.of("users", "posts", "profiles", "tags", "tickets");

    static Store of(Database database, String name) throws SQLException {
        return database == Database.H2 ? new H2(name) : new Postgres(name);
    }

    /** What the application has. */
    abstract DataSource source();

    /** Past everything that is looked at. */
    abstract Connection connect() throws SQLException;

    /** No rows, and the ids from the start. */
    abstract void empty(Statement statement) throws SQLException;

    /** How many the application has not given back, seen by a connection of {@link #connect()}. */
    abstract int openConnections(Statement statement) throws SQLException;

    /**
     * Whether the call may be made when a statement has failed before. H2, in a transaction that has rolled one back, locks
     * a row in a way that makes the next one to change that row wait in an endless loop.
     */
    abstract boolean allowsAfterFailure(String call);

    @Override
    public abstract void close() throws SQLException;

    private static final class H2 extends Store {

        private final JdbcDataSource source = new JdbcDataSource();

        H2(String name) {
            source.setURL("jdbc:h2:mem:" + name + ";LOCK_TIMEOUT=5");
        }

        @Override
        DataSource source() {
            return source;
        }

        @Override
        Connection connect() throws SQLException {
            return source.getConnection();
        }

        @Override
        void empty(Statement statement) throws SQLException {
            for (String table : TABLES) {
                statement.execute("delete from " + table);
            }
            for (String sequence : SEQUENCES) {
                statement.execute("alter sequence " + sequence + "_seq restart with 10");
            }
            statement.execute("alter table notes alter column id restart with 1");
        }

        @Override
        int openConnections(Statement statement) throws SQLException {
            try (ResultSet found = statement.executeQuery("select count(*) from information_schema.sessions")) {
                found.next();
                return found.getInt(1) - 1;
            }
        }

        @Override
        boolean allowsAfterFailure(String call) {
            return !call.contains(" for update");
        }

        @Override
        public void close() {}
    }

    /** A schema of its own. With a pool, since to connect takes longer than most programs. */
    private static final class Postgres extends Store {

        private static final int CONNECTIONS = 20;

        private final String name;
        private final HikariDataSource pool;

        Postgres(String name) throws SQLException {
            this.name = name;
            Database.POSTGRESQL.pool();
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("create schema " + name);
            }
            pool = new HikariDataSource();
            pool.setJdbcUrl(url() + "&options=-c%20lock_timeout=20");
            pool.setMaximumPoolSize(CONNECTIONS);
            pool.setMinimumIdle(0);
        }

        private String url() {
            return Database.POSTGRESQL.url() + "&currentSchema=" + name;
        }

        @Override
        DataSource source() {
            return pool;
        }

        @Override
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url());
        }

        /** New files, so that a query without an order finds rows in the order of their insertion. */
        @Override
        void empty(Statement statement) throws SQLException {
            statement.execute("truncate " + String.join(", ", TABLES) + " restart identity");
            for (String sequence : SEQUENCES) {
                statement.execute("select setval('" + sequence + "_seq', 10, false)");
            }
        }

        @Override
        int openConnections(Statement statement) {
            return pool.getHikariPoolMXBean().getActiveConnections();
        }

        @Override
        boolean allowsAfterFailure(String call) {
            return true;
        }

        @Override
        public void close() throws SQLException {
            pool.close();
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("drop schema " + name + " cascade");
            }
        }
    }
}
