package dev.ormtracing.it.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sources of a published module as the compiler understands them. Not its classes: those have no Javadoc, and the
 * compiler reads no nullness from them.
 */
enum ModuleSources {
    CORE("orm-tracing-core"),
    JDBC_PROXY("orm-tracing-jdbc-proxy"),
    HIBERNATE("orm-tracing-hibernate"),
    TESTING("orm-tracing-testing"),
    REPORT("orm-tracing-report"),
    CONSOLE("orm-tracing-console"),
    SPRING_BOOT_STARTER("orm-tracing-spring-boot-starter"),
    SPRING_BOOT_TEST("orm-tracing-spring-boot-test"),
    QUARKUS("orm-tracing-quarkus"),
    QUARKUS_TEST("orm-tracing-quarkus-test");

    static final Path ROOT = Path.of("..", "..", "..");

    private final String directory;

    ModuleSources(String directory) {
        this.directory = directory;
    }

    /** What the function says of the packages, in the order of their names. */
    List<String> tell(Function<Package, Stream<String>> function) {
        Packages packages = new Packages(function);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = javac.getTask(
                    null, files, null, List.of("-proc:only"), null, files.getJavaFileObjectsFromPaths(sources()));
            task.setProcessors(List.of(packages));
            if (!task.call()) {
                throw new IllegalStateException("The sources of " + directory + " cannot be read.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packages.lines;
    }

    List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory).resolve(Path.of("src", "main", "java")))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Override
    public String toString() {
        return directory;
    }

    /** A package and what the compiler knows of its types; for use while the compiler runs. */
    record Package(PackageElement element, Elements elements) {

        boolean isInternal() {
            return (element.getQualifiedName() + ".").contains(".internal.");
        }

        String documentation() {
            String text = elements.getDocComment(element);
            return text == null ? "" : text.strip();
        }

        List<TypeElement> types() {
            return ElementFilter.typesIn(element.getEnclosedElements());
        }
    }

    @SupportedAnnotationTypes("*")
    private static final class Packages extends AbstractProcessor {

        private final Function<Package, Stream<String>> function;
        private final List<String> lines = new ArrayList<>();

        private Packages(Function<Package, Stream<String>> function) {
            this.function = function;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            round.getRootElements().stream()
                    .filter(element -> element.getKind() == ElementKind.PACKAGE)
                    .map(element -> new Package((PackageElement) element, processingEnv.getElementUtils()))
                    .sorted((a, b) -> a.element.toString().compareTo(b.element.toString()))
                    .flatMap(function)
                    .forEach(lines::add);
            return false;
        }
    }
}
