package dev.ormtracing.core.internal.base;

import io.opentelemetry.context.Scope;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/** Internal: keeps every failure of tracing away from the application. Thread-safe. */
public final class Guard {

    private static final LibraryLog LOG = new LibraryLog("dev.ormtracing");
    private static final int MAX_KINDS = 64;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private static final LongAdder FAILURES = new LongAdder();
    private static final Set<String> LOGGED_KINDS = ConcurrentHashMap.newKeySet();

    private Guard() {}

    /**
     * Swallows, counts and logs once per kind. Only what the application must see, such as an out-of-memory error or the
     * death of a thread, is thrown again; a stack overflow is not, since the hook may just have been the straw on a deep
     * application stack. It is counted only.
     */
    public static void report(Throwable failure) {
        passOn(failure);
        FAILURES.increment();
        // Where the stack has ended, a logger could end in the middle of its work too, and a class of the JDK's that is
        // initialized for the first time would be lost for good.
        if (failure instanceof StackOverflowError) {
            return;
        }
        try {
            logOnce(failure);
        } catch (Throwable ignored) {
            // A logger that fails must not reach the application either.
        }
    }

    /** Throws again what the application must see, and nothing else. */
    public static void passOn(Throwable failure) {
        boolean ofTheMachine = failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
        if (ofTheMachine || failure.getClass().getName().equals("java.lang.ThreadDeath")) {
            throw (Error) failure;
        }
    }

    /** Closes a scope of ours. */
    public static void close(Scope scope) {
        try {
            scope.close();
        } catch (Throwable e) {
            report(e);
        }
    }

    /** Says something to the operator once, however often it is called with the same message. */
    public static void warnOnce(String message) {
        if (isNew(message)) {
            warn(message);
        }
    }

    /**
     * Says something to the operator; how often is for the caller to limit. On one line, since a message may quote what
     * somebody has set.
     */
    public static void warn(String message) {
        try {
            LOG.warn(oneLine(message));
        } catch (RuntimeException ignored) {
            // As above.
        }
    }

    /** Tells the operator what is done; on one line, too. */
    public static void inform(String message) {
        try {
            LOG.info(oneLine(message));
        } catch (RuntimeException ignored) {
            // As above.
        }
    }

    /** Makes foreign text fit for one line of the log. */
    public static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    /** How many failures were swallowed since the class was loaded. */
    public static long failures() {
        return FAILURES.sum();
    }

    private static void logOnce(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        if (isNew(failure.getClass().getName() + (frames.length == 0 ? "" : frames[0]))) {
            LOG.warn("Tracing failed; the application is not affected. Further failures of this kind are only counted."
                    + " Without messages, which may quote values: "
                    + StackTraceText.of(failure, false));
        }
    }

    private static boolean isNew(String kind) {
        return LOGGED_KINDS.size() < MAX_KINDS && LOGGED_KINDS.add(kind);
    }
}
