package dev.ormtracing.console.internal.trace;

import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** The log of the live page, under its own name: the JDK's own log would show the class that calls it. Thread-safe. */
public final class ConsoleLog {

    private static final String NAME = "dev.ormtracing.console";
    private static final System.Logger LOGGER = System.getLogger(NAME);

    /** Null where the lines go to another log than the JDK's. */
    private static final java.util.logging.@Nullable Logger OF_JDK =
            LOGGER.getClass().getName().startsWith("sun.util.logging.internal.")
                    ? java.util.logging.Logger.getLogger(NAME)
                    : null;

    private ConsoleLog() {}

    public static void info(String message) {
        log(System.Logger.Level.INFO, java.util.logging.Level.INFO, message, null);
    }

    public static void warn(String message, @Nullable Throwable failure) {
        log(System.Logger.Level.WARNING, java.util.logging.Level.WARNING, message, failure);
    }

    private static void log(
            System.Logger.Level level,
            java.util.logging.Level ofJdkLevel,
            String message,
            @Nullable Throwable failure) {
        java.util.logging.Logger jdk = OF_JDK;
        if (jdk == null) {
            LOGGER.log(level, message, failure);
        } else {
            LogRecord line = new LogRecord(ofJdkLevel, message);
            line.setLoggerName(NAME);
            line.setSourceClassName(NAME);
            line.setSourceMethodName(null);
            line.setThrown(failure);
            jdk.log(line);
        }
    }
}
