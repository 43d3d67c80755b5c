package dev.ormtracing.load.run;

import dev.ormtracing.load.run.Variant.Sampling;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of an application. */
final class Launch {

    private static final String MAIN = "dev.ormtracing.load.application.LibraryApplication";

    private final Path home;
    private final String url;
    private final Scenario scenario;

    /** @param home the directory of {@code load.jar} */
    Launch(Path home, String url, Scenario scenario) {
        this.home = home;
        this.url = url;
        this.scenario = scenario;
    }

    List<String> command(Variant variant) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // One size for all; the collector is the one that the JVM chooses by itself.
        command.add("-Xms256m");
        command.add("-Xmx256m");
        if (variant.library() == Library.OPENTELEMETRY_JAVAAGENT) {
            command.addAll(agent(variant.sampling()));
        }
        command.add("-cp");
        command.add(classPath(variant.library()));
        command.add(MAIN);
        command.add("--spring.datasource.url=" + url);
        command.addAll(variant.arguments());
        command.addAll(scenario.arguments());
        return command;
    }

    private String classPath(Library library) {
        // Not load.jar: its manifest names the jars of every library.
        List<String> path = new ArrayList<>(List.of(home.resolve("classes").toString()));
        File[] jars = home.resolve("lib").toFile().listFiles((directory, name) -> name.endsWith(".jar"));
        Arrays.stream(jars == null ? new File[0] : jars)
                .filter(jar -> library.needs(jar.getName()))
                .map(File::toString)
                .sorted()
                .forEach(path::add);
        return path.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> agent(Sampling sampling) {
        return List.of(
                "-javaagent:" + home.resolve("agent/opentelemetry-javaagent.jar"),
                "-Dotel.javaagent.extensions=" + home.resolve("agent/benchmarks-agent-extension.jar"),
                "-Dotel.javaagent.logging=none",
                "-Dotel.instrumentation.common.default-enabled=false",
                "-Dotel.instrumentation.tomcat.enabled=true",
                "-Dotel.instrumentation.jdbc.enabled=true",
                "-Dotel.instrumentation.hibernate.enabled=true",
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.traces.sampler=parentbased_traceidratio",
                "-Dotel.traces.sampler.arg=" + sampling.ratio(),
                "-Dbenchmarks.batch=true");
    }
}
