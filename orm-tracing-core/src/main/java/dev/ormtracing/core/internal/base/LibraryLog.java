package dev.ormtracing.core.internal.base;

import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines of the log under a public name of the library's. The JDK's own log shows the class that calls it instead, unless
 * it is told another one. Thread-safe.
 */
public final class LibraryLog {

    /** What {@link System#getLogger} gives where nothing but the JDK's own log is there. */
    private static final String OF_JDK = "sun.util.logging.internal.";

    private final String name;
    private final System.Logger logger;

    /** Kept, since the JDK forgets a logger that nobody has; null where the lines go elsewhere. */
    private final java.util.logging.@Nullable Logger ofJdk;

    /** @param name what operators set levels by */
    public LibraryLog(String name) {
        this.name = name;
        this.logger = System.getLogger(name);
        this.ofJdk = logger.getClass().getName().startsWith(OF_JDK) ? java.util.logging.Logger.getLogger(name) : null;
    }

    public void warn(String message) {
        log(System.Logger.Level.WARNING, java.util.logging.Level.WARNING, message);
    }

    public void info(String message) {
        log(System.Logger.Level.INFO, java.util.logging.Level.INFO, message);
    }

    private void log(System.Logger.Level level, java.util.logging.Level ofJdkLevel, String message) {
        java.util.logging.Logger jdk = ofJdk;
        if (jdk == null) {
            logger.log(level, message);
        } else if (jdk.isLoggable(ofJdkLevel)) {
            LogRecord line = new LogRecord(ofJdkLevel, message);
            line.setLoggerName(name);
            line.setSourceClassName(name);
            line.setSourceMethodName(null);
            jdk.log(line);
        }
    }
}
