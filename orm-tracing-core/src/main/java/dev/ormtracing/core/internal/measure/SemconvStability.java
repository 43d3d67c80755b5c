package dev.ormtracing.core.internal.measure;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Internal: which database conventions the operator has asked for, by OpenTelemetry's own switch. */
public final class SemconvStability {

    private static final String PROPERTY = "otel.semconv-stability.opt-in";
    private static final String VARIABLE = "OTEL_SEMCONV_STABILITY_OPT_IN";

    private SemconvStability() {}

    /** Whether keys that the stable conventions have replaced are written too. The system property wins. */
    public static boolean emitOldDatabase() {
        try {
            return emitOldDatabase(System.getProperty(PROPERTY, System.getenv(VARIABLE)));
        } catch (SecurityException e) {
            return true;
        }
    }

    static boolean emitOldDatabase(@Nullable String optIn) {
        if (optIn == null) {
            return true;
        }
        Set<String> values = Stream.of(optIn.split(",")).map(String::trim).collect(Collectors.toSet());
        return !values.contains("database") || values.contains("database/dup");
    }
}
