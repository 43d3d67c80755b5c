package dev.ormtracing.testing.internal.golden;

import java.io.File;
import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the source of a class: below the module that its class file is in, or the working directory. */
final class SourceFolders {

    /** Folders, separated as in a class path. */
    static final String PROPERTY = "orm.tracing.testing.sources";

    /** {@code build/classes/java/test} of Gradle is four folders below the module. */
    private static final int LEVELS = 5;

    Optional<Path> sourceOf(StackFrame frame) throws IOException {
        String name = frame.getFileName();
        if (name == null || !name.endsWith(".java") || frame.getLineNumber() < 1) {
            return Optional.empty();
        }
        String folder = frame.getDeclaringClass().getPackageName().replace('.', '/');
        for (Path root : roots(frame.getDeclaringClass())) {
            Path file = root.resolve(folder).resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static List<Path> roots(Class<?> type) throws IOException {
        List<Path> roots = new ArrayList<>();
        String configured = System.getProperty(PROPERTY);
        if (configured != null) {
            Stream.of(configured.split(File.pathSeparator)).map(Path::of).forEach(roots::add);
            return roots;
        }
        Path base = classFolder(type);
        for (int level = 0; base != null && level < LEVELS; level++) {
            addRoots(base, roots);
            base = base.getParent();
        }
        addRoots(Path.of("").toAbsolutePath(), roots);
        return roots;
    }

    private static void addRoots(Path base, List<Path> roots) throws IOException {
        Path sources = base.resolve("src");
        if (Files.isDirectory(sources)) {
            try (Stream<Path> sets = Files.list(sources)) {
                sets.map(set -> set.resolve("java"))
                        .filter(Files::isDirectory)
                        .sorted()
                        .forEach(roots::add);
            }
        }
    }

    /** Null for a class of a jar, which is nobody's to rewrite. */
    private static @Nullable Path classFolder(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            Path path = source == null ? null : Path.of(source.getLocation().toURI());
            return path != null && Files.isDirectory(path) ? path : null;
        } catch (URISyntaxException | RuntimeException e) {
            return null;
        }
    }
}
