package dev.ormtracing.it.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

final class PostgresServer implements EmbeddedServer {

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
