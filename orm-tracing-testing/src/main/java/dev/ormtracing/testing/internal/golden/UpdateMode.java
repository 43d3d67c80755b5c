package dev.ormtracing.testing.internal.golden;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether what is expected is to be rewritten, and whether it may be. */
public enum UpdateMode {

    /** Nobody asks for it. */
    OFF,

    /** A difference is written down as the new expectation. */
    ON,

    /** An update was asked for where nobody would see the change. */
    REFUSED;

    /** The system property. */
    public static final String PROPERTY = "orm.tracing.testing.update";

    /** The environment variable, since build tools do not pass every property on to the JVM of the tests. */
    static final String VARIABLE = "ORM_TRACING_TESTING_UPDATE";

    /** Why nothing was rewritten. */
    public static final String REFUSAL = "Not rewritten: " + PROPERTY
            + " is ignored on a CI server (the environment variable CI is set), where the change would be lost."
            + " Run the test with it on your machine, and commit what it writes.";

    /** Whether it is asked for now. */
    public static UpdateMode current() {
        return of(System::getProperty, System::getenv);
    }

    static UpdateMode of(
            Function<String, @Nullable String> properties, Function<String, @Nullable String> environment) {
        String property = properties.apply(PROPERTY);
        if (!isYes(property != null ? property : environment.apply(VARIABLE))) {
            return OFF;
        }
        String ci = environment.apply("CI");
        return ci == null || ci.isBlank() || ci.strip().equalsIgnoreCase("false") ? ON : REFUSED;
    }

    private static boolean isYes(@Nullable String text) {
        return text != null
                && Set.of("true", "on", "yes", "1").contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
