package dev.ormtracing.it.nativeimage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** The proxies of an application, as the JDK writes them to files when it is asked to. */
final class SavedProxies {

    private SavedProxies() {}

    /** The interfaces of each proxy that an application has made, but for those of annotations. */
    static Set<List<String>> of(Class<?> application, Path directory) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djdk.proxy.ProxyGenerator.saveGeneratedFiles=true",
                            "-cp",
                            absoluteClassPath(),
                            application.getName())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new AssertionError(output);
            }
            try (Stream<Path> files = Files.walk(directory)) {
                return files.filter(file -> file.toString().endsWith(".class"))
                        .map(SavedProxies::interfaces)
                        .filter(SavedProxies::isOfHibernate)
                        .collect(Collectors.toSet());
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isOfHibernate(List<String> interfaces) {
        try {
            return interfaces.stream().anyMatch(name -> name.startsWith("org.hibernate."))
                    && !Class.forName(interfaces.get(0)).isAnnotation();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String absoluteClassPath() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> interfaces(Path file) {
        try {
            return Arrays.stream(new ClassReader(Files.readAllBytes(file)).getInterfaces())
                    .map(name -> name.replace('/', '.'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
