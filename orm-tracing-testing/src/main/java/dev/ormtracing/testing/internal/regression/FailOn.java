package dev.ormtracing.testing.internal.regression;

import dev.ormtracing.testing.internal.baseline.Change;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which changes fail a test. */
enum FailOn {
    NEVER,
    REGRESSION,
    CHANGE;

    /** By default what is more than before. */
    static FailOn of(@Nullable String text) {
        if (text == null) {
            return REGRESSION;
        }
        try {
            return valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    BaselineRun.FAIL_ON + "=" + text + ": allowed are never, regression and change", e);
        }
    }

    boolean isFailure(List<Change> changes) {
        return switch (this) {
            case NEVER -> false;
            case REGRESSION -> changes.stream().anyMatch(Change::isRegression);
            case CHANGE -> !changes.isEmpty();
        };
    }
}
