package dev.ormtracing.load.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** An application, and what traces its database. */
enum Variant {
    NONE("no database tracing", Library.NONE, Sampling.ALL),
    OURS("ours, full", Library.OURS, Sampling.ALL),
    OURS_COMPACT("ours, compact", Library.OURS, Sampling.ALL, "orm.tracing.detail=compact"),
    OURS_ADAPTIVE("ours, adaptive", Library.OURS, Sampling.ALL, "orm.tracing.detail=adaptive"),
    OURS_METRICS("ours, full, with metrics", Library.OURS, Sampling.ALL, "orm.tracing.metrics=true", Variant.METRICS),
    OURS_PAGE("ours, full, with the live page, against ours", Library.OURS, Sampling.ALL, Variant.PAGE),
    OURS_PAGE_OPEN("… that is open, against ours", Library.OURS, Sampling.ALL, Variant.PAGE),
    OURS_OFF("ours, switched off", Library.OURS, Sampling.ALL, "orm.tracing.enabled=false"),
    OPENTELEMETRY_JDBC("opentelemetry-jdbc", Library.OPENTELEMETRY_JDBC, Sampling.ALL),
    OPENTELEMETRY_JAVAAGENT("OpenTelemetry javaagent", Library.OPENTELEMETRY_JAVAAGENT, Sampling.ALL),
    DATASOURCE_MICROMETER("datasource-micrometer", Library.DATASOURCE_MICROMETER, Sampling.ALL),
    NONE_10_PERCENT("no database tracing, 10 % sampled", Library.NONE, Sampling.TENTH),
    OURS_10_PERCENT("ours, full, 10 % sampled", Library.OURS, Sampling.TENTH),
    OPENTELEMETRY_JDBC_10_PERCENT("opentelemetry-jdbc, 10 % sampled", Library.OPENTELEMETRY_JDBC, Sampling.TENTH),
    NONE_NO_SDK("no database tracing, no SDK", Library.NONE, Sampling.NO_SDK),
    OURS_NO_SDK("ours, no SDK", Library.OURS, Sampling.NO_SDK);

    /** The property of the application that gives its SDK a meter provider. */
    static final String METRICS = "load.metrics=true";

    private static final String PAGE = "orm.tracing.console.enabled=true";

    private final String title;
    private final Library library;
    private final Sampling sampling;
    private final List<String> properties;

    Variant(String title, Library library, Sampling sampling, String... properties) {
        this.title = title;
        this.library = library;
        this.sampling = sampling;
        this.properties = List.of(properties);
    }

    /** How it is called on the command line. */
    static Variant named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String title() {
        return title;
    }

    Library library() {
        return library;
    }

    Sampling sampling() {
        return sampling;
    }

    /** Whether a browser has the live page open all the time. */
    boolean isWatched() {
        return this == OURS_PAGE_OPEN;
    }

    /** What it is compared with: the same without a library, or without the page. */
    Variant baseline() {
        if (properties.contains(PAGE)) {
            return OURS;
        }
        return Arrays.stream(values())
                .filter(other -> other.library == Library.NONE && other.sampling == sampling)
                .findFirst()
                .orElseThrow();
    }

    /** Its properties, for Spring Boot's command line. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--spring.profiles.active=" + library.profile());
        if (library != Library.OPENTELEMETRY_JAVAAGENT) {
            arguments.addAll(sampling.arguments());
        }
        properties.forEach(property -> arguments.add("--" + property));
        return arguments;
    }

    /** Which traces are kept. */
    enum Sampling {
        ALL(1),
        TENTH(0.1),
        NO_SDK(0);

        private final double ratio;

        Sampling(double ratio) {
            this.ratio = ratio;
        }

        double ratio() {
            return ratio;
        }

        private List<String> arguments() {
            return this == NO_SDK ? List.of() : List.of("--load.sampled=" + ratio);
        }
    }
}
