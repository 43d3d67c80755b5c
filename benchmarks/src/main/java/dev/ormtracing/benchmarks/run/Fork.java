package dev.ormtracing.benchmarks.run;

import dev.ormtracing.benchmarks.Measured;
import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a case in one JVM of its own, with the jars that its library needs and no others. */
final class Fork {

    private static final String PACKAGE = Measured.class.getPackageName();

    private final Path home = home();
    private final List<Path> jars;
    private final Effort effort;

    Fork(Effort effort) {
        this.effort = effort;
        File[] files = home.resolve("lib").toFile().listFiles((directory, name) -> name.endsWith(".jar"));
        jars = Arrays.stream(files == null ? new File[0] : files)
                .map(File::toPath)
                .sorted()
                .toList();
    }

    RunResult run(Case measured) throws RunnerException {
        // JMH gives its forks the class path that this JVM says it has.
        System.setProperty("java.class.path", classPath(measured.library()));
        return new Runner(options(measured)).runSingle();
    }

    /** How many operations JMH takes for one. */
    int operations(Case measured) {
        return effort.counted() ? measured.operations() : 1;
    }

    private org.openjdk.jmh.runner.options.Options options(Case measured) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + (PACKAGE + "." + measured.benchmark()).replace(".", "\\.") + "$")
                .param("library", measured.library().name())
                .param("mode", measured.mode().name())
                .threads(measured.threads() == Case.CORES ? Runtime.getRuntime().availableProcessors() : 1)
                .forks(1)
                .jvmArgs(jvmArguments(measured).toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .addProfiler(OperationProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        if (effort.counted()) {
            options.mode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
                    .warmupIterations(effort.warmups())
                    .warmupBatchSize(measured.operations())
                    .measurementIterations(effort.measurements())
                    .measurementBatchSize(measured.operations());
        } else if (!measured.benchmark().equals(Plan.START)) {
            options.warmupIterations(effort.warmups())
                    .warmupTime(TimeValue.milliseconds(effort.warmupMillis() * measured.warmUpFactor()))
                    .measurementIterations(effort.measurements())
                    .measurementTime(TimeValue.milliseconds(effort.measurementMillis()));
        }
        return options.build();
    }

    private String classPath(Library library) {
        List<String> path = new ArrayList<>();
        // Not benchmarks.jar: its manifest names the jars of every library.
        path.add(home.resolve("benchmarks-fork.jar").toString());
        for (Path jar : jars) {
            if (library.needs(jar.getFileName().toString())) {
                path.add(jar.toString());
            }
        }
        return path.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private List<String> jvmArguments(Case measured) {
        List<String> arguments =
                new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-Dorg.jboss.logging.provider=slf4j"));
        if (effort.counted()) {
            arguments.add("-Xbatch");
        }
        if (measured.library() == Library.OPENTELEMETRY_JAVAAGENT) {
            arguments.add("-javaagent:" + home.resolve("agent/opentelemetry-javaagent.jar"));
            arguments.add("-Dotel.javaagent.extensions=" + home.resolve("benchmarks-agent-extension.jar"));
            arguments.add("-Dotel.javaagent.logging=none");
            arguments.add("-Dotel.instrumentation.common.default-enabled=false");
            arguments.add("-Dotel.instrumentation.jdbc.enabled=true");
            arguments.add("-Dotel.instrumentation.hibernate.enabled=true");
            arguments.add("-Dotel.traces.exporter=none");
            arguments.add("-Dotel.metrics.exporter=none");
            arguments.add("-Dotel.logs.exporter=none");
            arguments.add("-Dbenchmarks.batch=" + (measured.mode() == Mode.BATCH));
            arguments.add(
                    "-Dotel.traces.sampler=" + (measured.mode().isSampled() ? "parentbased_always_on" : "always_off"));
        }
        return arguments;
    }

    private static Path home() {
        try {
            return Path.of(Fork.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath()
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
