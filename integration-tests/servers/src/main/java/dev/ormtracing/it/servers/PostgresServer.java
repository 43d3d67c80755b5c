package dev.ormtracing.it.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

final class PostgresServer implements EmbeddedServer {

    /** Ten seconds without it, which is less than a busy machine may take. */
    static final Duration TO_START = Duration.ofMinutes(5);

    private @Nullable EmbeddedPostgres database;

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public int start(Path directory) throws IOException {
        database = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setDataDirectory(directory.resolve("data"))
                .setPort(FreePort.find())
                .setPGStartupWait(TO_START)
                // Nothing that works in the background whenever it likes, and locks what it works on.
                .setServerConfig("autovacuum", "off")
                .setServerConfig("max_connections", "200")
                .setServerConfig("max_prepared_transactions", "10")
                .start();
        return database.getPort();
    }

    @Override
    public void stop() throws IOException {
        if (database != null) {
            database.close();
        }
    }
}
