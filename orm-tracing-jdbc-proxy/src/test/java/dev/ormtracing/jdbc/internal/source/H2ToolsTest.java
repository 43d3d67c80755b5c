package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;
import org.h2.tools.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2's own tools, which were not written with wrappers in mind, give the same through one. */
class H2ToolsTest {

    private static final String SCHEMA = """
            CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20), photo BLOB, bio CLOB, tags INT ARRAY);
            CREATE VIEW names AS SELECT name FROM users;
            CREATE SEQUENCE ids START WITH 5;
            INSERT INTO users VALUES (1, 'Alice', X'CAFE', 'it''s', ARRAY[1, 2]), (2, NULL, NULL, NULL, NULL);
            """;

    @TempDir
    private Path directory;

    private final RecordedSpans spans = new RecordedSpans();

    @Test
    void scriptRoundTrip_givesTheSameDatabase() throws Exception {
        String bare = roundTrip(database("bare1"), database("bare2"));
        String traced = roundTrip(
                TracingDataSource.wrap(database("traced1"), spans.tracing),
                TracingDataSource.wrap(database("traced2"), spans.tracing));

        assertThat(traced).isEqualTo(bare).contains("Alice");
        assertThat(spans.tree()).contains("db_query CREATE TABLE users\n", "db_query SCRIPT\n");
        assertThat(spans.isQuiet()).isTrue();
    }

    private String roundTrip(DataSource from, DataSource to) throws Exception {
        try (Connection source = from.getConnection();
                Connection target = to.getConnection()) {
            RunScript.execute(source, new StringReader(SCHEMA));
            String first = dump(source, "first.sql");
            RunScript.execute(target, new StringReader(first));
            assertThat(dump(target, "second.sql")).isEqualTo(first);
            return first;
        }
    }

    private String dump(Connection connection, String name) throws Exception {
        Path file = directory.resolve(name);
        Script.process(connection, file.toString(), "", "");
        // The salt of the user's password is another one in each database.
        return Files.readString(file).replaceAll("CREATE USER .*\\R", "");
    }

    private static DataSource database(String name) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + name);
        h2.setUser("sa");
        return h2;
    }
}
