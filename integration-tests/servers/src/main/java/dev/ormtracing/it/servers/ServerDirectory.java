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
import java.util.stream.Stream;

/** The files of one server host. Its name is the id of the process that the servers live for. */
final class ServerDirectory {

    /** In place of ports: why there are none. */
    static final String ERROR = "error";

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
            children.filter(child -> !isAlive(child.getFileName().toString()))
                    .forEach(child -> new ServerDirectory(child).delete());
        }
    }

    /** Tolerates that others delete too: a server's own shutdown hook runs beside ours. */
    void delete() {
        for (int attempt = 0; attempt < 20 && Files.exists(path); attempt++) {
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
