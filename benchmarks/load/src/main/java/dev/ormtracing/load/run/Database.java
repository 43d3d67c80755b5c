package dev.ormtracing.load.run;

import dev.ormtracing.it.servers.MortalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL server that all applications share. */
final class Database implements AutoCloseable {

    static final int AUTHORS = 1_000;
    static final int BOOKS = 10_000;

    private static final List<String> SCHEMA = List.of(
            "create table author (id bigint primary key, name varchar(100) not null)",
            "create table book (id bigint primary key, title varchar(100) not null, author_id bigint not null)",
            "create table loan (id uuid primary key, book bigint not null, since timestamp with time zone not null)",
            "insert into author select n, 'Author ' || n from generate_series(0, " + (AUTHORS - 1) + ") n",
            "insert into book select n, 'Book ' || n, n % " + AUTHORS + " from generate_series(0, " + (BOOKS - 1)
                    + ") n",
            "create index on book (author_id)",
            "analyze");

    private final Path directory;
    private final MortalServer server;

    private Database(Path directory, MortalServer server) {
        this.directory = directory;
        this.server = server;
    }

    /** With its files below that directory. */
    static Database start(Path parent) throws Exception {
        Path directory = Files.createTempDirectory(parent, "postgresql");
        Database database = new Database(directory, MortalServer.postgreSql(directory));
        database.server.start();
        database.fill();
        return database;
    }

    String url() {
        return server.url();
    }

    private void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Database::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("Left behind: " + file);
        }
    }
}
