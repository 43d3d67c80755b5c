package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.FinishedTest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How serious each check is in a project. */
record CheckSettings(FinishedTest.Run run) {

    /** {@code on}, or the severity of all checks that have none of their own. */
    static final String CHECKS = "orm.tracing.testing.checks";

    private static final String CHECK = "orm.tracing.testing.check.";
    private static final String IDLE_CONNECTION = CHECK + "idle-connection.threshold";

    Severity severity(Check check) {
        String own = run.parameter(CHECK + check.name());
        if (own != null) {
            return parsed(CHECK + check.name(), own);
        }
        String all = run.parameter(CHECKS);
        if (all == null) {
            return Severity.OFF;
        }
        return all.strip().equalsIgnoreCase("on") ? check.severity() : parsed(CHECKS, all);
    }

    private static Severity parsed(String name, String value) {
        try {
            return Severity.valueOf(value.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + "=" + value + ": allowed are off, note and fail", e);
        }
    }

    /** Default: a second. */
    Duration idleConnection() {
        @Nullable String value = run.parameter(IDLE_CONNECTION);
        try {
            return value == null ? Duration.ofSeconds(1) : Duration.parse(value.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(IDLE_CONNECTION + "=" + value + ": a duration such as PT1S", e);
        }
    }
}
