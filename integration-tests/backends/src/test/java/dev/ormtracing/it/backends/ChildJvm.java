package dev.ormtracing.it.backends;

import dev.ormtracing.it.backends.library.LibraryProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another JVM: a server, or an application that is configured by its environment. */
final class ChildJvm {

    /** On a busy machine ten seconds, the default, may pass before a server answers, and what is sent again comes twice. */
    private static final Map<String, String> PATIENCE = Map.of(
            "OTEL_EXPORTER_OTLP_TIMEOUT", "60000",
            "OTEL_EXPORTER_ZIPKIN_TIMEOUT", "60000",
            "OTEL_BSP_EXPORT_TIMEOUT", "60000");

    private final List<String> command = new ArrayList<>();
    private final ProcessBuilder process = new ProcessBuilder(command);

    /** Without the {@code OTEL_*} variables of this process: what the child has is what the test gives, and patience. */
    ChildJvm(String classPath, String... options) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath));
        command.addAll(List.of(options));
        process.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
        process.environment().putAll(PATIENCE);
    }

    static String ownClassPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** A class path that the build has written beside this module: {@code skywalking/target/server.classpath}. */
    static String classPath(String file) {
        try {
            return Files.readString(directory().resolve(file)).strip();
        } catch (IOException missing) {
            throw new UncheckedIOException("Written by the build in its phase package", missing);
        }
    }

    /** The folder of this module. */
    static Path directory() {
        return Path.of(System.getProperty("orm-tracing.backends.directory", "")).toAbsolutePath();
    }

    /** A new folder for the files of a process, which a clean build removes. */
    static Path workingDirectory(String prefix) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(directory().resolve("target")), prefix);
    }

    ChildJvm environment(Map<String, String> variables) {
        process.environment().putAll(variables);
        return this;
    }

    /** Runs a program to its end and returns what it has printed. */
    String run(String mainClass, String... arguments) throws IOException, InterruptedException {
        // It may write files, as the quickstart does, and /tmp is not ours alone.
        Process program =
                start(workingDirectory("program"), mainClass, arguments).start();
        String output = new String(program.getInputStream().readAllBytes());
        if (program.waitFor() != 0) {
            throw new IllegalStateException(mainClass + " has failed:\n" + output);
        }
        return output;
    }

    /** Runs {@link LibraryProgram} and returns the id of its trace. */
    String runLibrary() throws IOException, InterruptedException {
        return run(LibraryProgram.class.getName())
                .lines()
                .filter(line -> line.matches("[0-9a-f]{32}"))
                .findFirst()
                .orElseThrow();
    }

    /** Starts a program that ends with this JVM at the latest. */
    Process serve(Path log, String mainClass, String... arguments) throws IOException {
        List<String> kept =
                new ArrayList<>(List.of(Long.toString(ProcessHandle.current().pid()), mainClass));
        kept.addAll(List.of(arguments));
        return start(log.toAbsolutePath().getParent(), Companion.class.getName(), kept.toArray(String[]::new))
                .redirectOutput(log.toFile())
                .start();
    }

    private ProcessBuilder start(Path directory, String mainClass, String... arguments) {
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return process.directory(directory.toFile()).redirectErrorStream(true);
    }
}
