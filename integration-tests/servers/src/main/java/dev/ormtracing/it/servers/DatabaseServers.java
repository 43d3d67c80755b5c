package dev.ormtracing.it.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The servers of this build: the first test JVM that asks has them started, the others find them. */
public final class DatabaseServers {

    /** System property: where the servers keep their files; a temporary directory without it. */
    public static final String DIRECTORY = "orm-tracing.servers.directory";

    /** System property: the zip of a MySQL distribution; no MySQL without it. */
    public static final String MYSQL = "orm-tracing.servers.mysql";

    /** System property: the databases to test on, in lower case, with commas between; all of them without it. */
    public static final String DATABASES = "orm-tracing.databases";

    private static final long SECONDS_TO_START = 600;

    private final Properties ports;

    private DatabaseServers(Properties ports) {
        this.ports = ports;
    }

    /** Waits until the servers answer; starts them if nobody has. */
    public static DatabaseServers running() {
        return Running.SERVERS;
    }

    /** Whether this build has a MySQL server too. */
    public static boolean hasMySql() {
        return !System.getProperty(MYSQL, "").isEmpty();
    }

    /** The port of the server {@code name} on 127.0.0.1: {@code mariadb}, {@code postgresql} or {@code mysql}. */
    public int port(String name) {
        return Integer.parseInt(ports.getProperty(name));
    }

    static DatabaseServers of(Path parent, ProcessHandle lifetime) throws IOException, InterruptedException {
        ServerDirectory.sweep(parent);
        ServerDirectory directory = new ServerDirectory(
                parent.resolve(Long.toString(lifetime.pid())).toAbsolutePath().normalize());
        Files.createDirectories(directory.path());
        Path lockFile = directory.path().resolve("lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Optional<Properties> published = directory.published();
            Properties ports = published.isPresent() ? published.get() : start(directory, lifetime);
            String error = ports.getProperty(ServerDirectory.ERROR);
            if (error != null) {
                throw new IllegalStateException("The database servers did not start: " + error);
            }
            return new DatabaseServers(ports);
        }
    }

    private static Properties start(ServerDirectory directory, ProcessHandle lifetime)
            throws IOException, InterruptedException {
        Process host = command(directory, lifetime).start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        Optional<Properties> ports = directory.published();
        while (ports.isEmpty()) {
            if (host.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new IllegalStateException("No database servers: " + Files.readString(directory.log()));
            }
            ports = directory.published();
        }
        return ports.get();
    }

    private static ProcessBuilder command(ServerDirectory directory, ProcessHandle lifetime) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ServerHost.class.getName(),
                directory.path().toString(),
                Long.toString(lifetime.pid())));
        if (hasMySql()) {
            command.add(System.getProperty(MYSQL));
        }
        File log = directory.log().toFile();
        // Nothing of the test JVM's streams may be inherited: Maven waits for their end.
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }

    private static final class Running {

        static final DatabaseServers SERVERS = find();

        private static DatabaseServers find() {
            String directory = System.getProperty(
                    DIRECTORY, System.getProperty("java.io.tmpdir") + File.separator + "orm-tracing-servers");
            try {
                return of(Path.of(directory), BuildProcess.find());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
