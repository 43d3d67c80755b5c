package dev.ormtracing.core.internal.span;

import dev.ormtracing.core.internal.base.Guard;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the operator what is traced, with what, and how much of it is kept: one line of the log for each session factory and
 * each DataSource, once there is an SDK. Thread-safe; no method throws.
 */
public final class StartLine {

    /** An application may make a DataSource for each of its tenants. */
    private static final int MOST = 64;

    /** Equal ones are told once, such as those of factories that tests start one after the other. */
    private static final Set<String> LINES = ConcurrentHashMap.newKeySet();

    /** Whether it was written. A field, since every loan of a connection looks. */
    public volatile boolean told;

    /** @param what a session factory or a DataSource by its name, without a URL */
    public void tell(Instrumenter tracing, String what) {
        try {
            String how = told ? null : tracing.description();
            if (how != null) {
                told = true;
                inform("Tracing " + what + ": " + how);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static void inform(String line) {
        if (LINES.size() < MOST && LINES.add(line)) {
            Guard.inform(line);
        }
    }
}
