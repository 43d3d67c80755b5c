package dev.ormtracing.it.servers;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The files of one server host. Its name is the id of the process that the servers live for. */
final class ServerDirectory {

    /** In place of ports: why there are none. */
    static final String ERROR = "error";

    private static final long SECONDS_TO_DELETE = 60;

    private final Path path;

    ServerDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Path log() {
        return path.resolve("host.log");
    }

    /** The rename makes the file appear with all its lines or not at all. */
    void publish(Properties ports) {
        Path draft = path.resolve("ports.draft");
        try (Writer writer = Files.newBufferedWriter(draft)) {
            ports.store(writer, null);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try {
            Files.move(draft, ports(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Optional<Properties> published() throws IOException {
        if (!Files.exists(ports())) {
            return Optional.empty();
        }
        Properties ports = new Properties();
        try (Reader reader = Files.newBufferedReader(ports())) {
            ports.load(reader);
        }
        return Optional.of(ports);
    }

    /** Removes what hosts have left behind that had no time to do so. */
    static void sweep(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> children = Files.list(parent)) {
            children.filter(child -> !isAlive(child.getFileName().toString())).forEach(child -> delete(child.toFile()));
        }
    }

    /** Tolerates that others delete too, and that a server still writes its last files. */
    void delete() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_DELETE);
        delete(path.toFile());
        while (Files.exists(path) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            delete(path.toFile());
        }
    }

    private static void delete(File file) {
        File[] children = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        if (children != null) {
            for (File child : children) {
                delete(child);
            }
        }
        file.delete();
    }

    private Path ports() {
        return path.resolve("ports.properties");
    }

    private static boolean isAlive(String name) {
        return name.chars().allMatch(Character::isDigit)
                && ProcessHandle.of(Long.parseLong(name)).isPresent();
    }
}
