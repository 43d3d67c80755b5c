package dev.ormtracing.core.internal.measure;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Internal: which database conventions the operator has asked for, by OpenTelemetry's own switch. */
public final class SemconvStability {

    private static final String PROPERTY = "otel.semconv-stability.opt-in";
    private static final String BOTH = "database/dup";
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
        Set<String> values = values(optIn);
        return !values.contains("database") || values.contains(BOTH);
    }

    /** What is written where keys that were replaced are asked for. */
    public static OldDatabaseKeys oldKeys(boolean asked) {
        try {
            return oldKeys(asked, System.getProperty(PROPERTY, System.getenv(VARIABLE)));
        } catch (SecurityException e) {
            return asked ? OldDatabaseKeys.SYSTEM : OldDatabaseKeys.NONE;
        }
    }

    static OldDatabaseKeys oldKeys(boolean asked, @Nullable String optIn) {
        if (!asked) {
            return OldDatabaseKeys.NONE;
        }
        return values(optIn).contains(BOTH) ? OldDatabaseKeys.ALL : OldDatabaseKeys.SYSTEM;
    }

    private static Set<String> values(@Nullable String optIn) {
        return optIn == null
                ? Set.of()
                : Stream.of(optIn.split(",")).map(String::trim).collect(Collectors.toSet());
    }
}
