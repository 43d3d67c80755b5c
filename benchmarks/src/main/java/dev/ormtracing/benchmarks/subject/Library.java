package dev.ormtracing.benchmarks.subject;

import java.util.List;
import java.util.function.Function;

/** Who is measured, and the jars that it needs beside those that all need. */
public enum Library {
    // Lambdas: a method reference would load the class of a library whose jars are not there.
    BASELINE("no tracing", List.of(), mode -> new Nothing()),
    OURS("ours", Jars.OURS, mode -> Ours.full(mode)),
    OURS_COMPACT("ours, compact", Jars.OURS, mode -> Ours.compact(mode)),
    WITHOUT_N_PLUS_ONE("n-plus-one-threshold=0"),
    MERGING("merge-operations-after=3"),
    RETURNED_ROWS("record-returned-rows=true"),
    METRICS("metrics=true"),
    SLOW_OPERATIONS("log-slow-operations=true"),
    SQL_TAGS("sql-comment=tags"),
    SQL_TRACEPARENT("sql-comment=traceparent"),
    CALLER("record-caller=true"),
    BARE_SDK("bare SDK", List.of(Jars.SDK), mode -> new Bare(mode)),
    BARE_SDK_COMPACT("bare SDK, compact", List.of(Jars.SDK), mode -> new Bare(mode)),
    OPENTELEMETRY_JDBC(
            "opentelemetry-jdbc",
            List.of(
                    Jars.SDK,
                    "opentelemetry-jdbc",
                    "opentelemetry-instrumentation-api",
                    "opentelemetry-api-incubator",
                    "opentelemetry-semconv"),
            mode -> new OpenTelemetryJdbc(mode)),
    OPENTELEMETRY_JAVAAGENT("OpenTelemetry javaagent", List.of(), mode -> new Nothing()),
    DATASOURCE_MICROMETER(
            "datasource-micrometer",
            List.of(Jars.SDK, "datasource-", "micrometer-", "context-propagation", "opentelemetry-semconv"),
            mode -> new DatasourceMicrometer(mode)),
    DATASOURCE_PROXY("datasource-proxy", List.of("datasource-proxy"), mode -> new DatasourceProxy()),
    P6SPY("p6spy", List.of("p6spy"), mode -> new P6Spy());

    private final String title;
    private final List<String> jars;
    private final Function<Mode, Subject> subject;

    Library(String title, List<String> jars, Function<Mode, Subject> subject) {
        this.title = title;
        this.jars = jars;
        this.subject = subject;
    }

    /** Ours with one setting that is not the default. */
    Library(String setting) {
        this("`" + setting + "`", Jars.OURS, mode -> Ours.with(mode, setting));
    }

    /** The name in tables. */
    public String title() {
        return title;
    }

    /** What is measured in this JVM. */
    public Subject in(Mode mode) {
        return subject.apply(mode);
    }

    /** Whether the jar must be on the class path when this is measured. */
    public boolean needs(String jar) {
        return matches(jar) || List.of(values()).stream().noneMatch(library -> library.matches(jar));
    }

    private boolean matches(String jar) {
        return jars.stream().anyMatch(pattern -> jar.matches(pattern + ".*"));
    }

    private static final class Jars {

        private static final String SDK =
                "opentelemetry-(api-\\d|context|common|sdk|exporter|extension-trace-propagators)";
        private static final List<String> OURS = List.of("orm-tracing-", SDK);
    }
}
