package dev.ormtracing.testing.internal.failure;

import org.opentest4j.AssertionFailedError;

/** The error of an assertion. With opentest4j, which JUnit brings, it has both sides, so that an IDE shows their difference. */
public final class Failures {

    private static final boolean HAS_BOTH_SIDES = hasOpenTest4j();

    private Failures() {}

    public static AssertionError of(String message) {
        return HAS_BOTH_SIDES ? WithOpenTest4j.of(message) : new AssertionError(message);
    }

    public static AssertionError of(String message, Object expected, Object actual) {
        return HAS_BOTH_SIDES ? WithOpenTest4j.of(message, expected, actual) : new AssertionError(message);
    }

    private static boolean hasOpenTest4j() {
        try {
            WithOpenTest4j.of("");
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    /** Separate, since TestNG comes without it. */
    private static final class WithOpenTest4j {

        static AssertionError of(String message) {
            return new AssertionFailedError(message);
        }

        static AssertionError of(String message, Object expected, Object actual) {
            return new AssertionFailedError(message, expected, actual);
        }
    }
}
