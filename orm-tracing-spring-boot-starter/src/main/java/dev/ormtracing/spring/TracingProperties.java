package dev.ormtracing.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The properties {@code orm.tracing.*} as text. */
final class TracingProperties {

    private final Environment environment;
    private final Binder binder;

    TracingProperties(Environment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    /** Turns a list of YAML into one with commas. */
    @Nullable
    String text(String name) {
        String text = environment.getProperty(name);
        return text != null
                ? text
                : binder.bind(name, String[].class)
                        .map(list -> String.join(",", list))
                        .orElse(null);
    }
}
