package dev.ormtracing.core.internal.measure;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The failures that have been told, as long as somebody holds them, so that no span around tells of them again. An
 * exception that is wrapped stays the same failure. Thread-safe.
 */
final class SeenFailures {

    /** So many are only alive where somebody collects them. */
    private static final int MOST = 4_096;

    /** Causes may form a circle. */
    private static final int DEEPEST = 32;

    private final Map<Key, String> traces = new ConcurrentHashMap<>();
    private final ReferenceQueue<Throwable> gone = new ReferenceQueue<>();

    /** By identity, since an exception may say that it equals another one. */
    private static final class Key extends WeakReference<Throwable> {

        private final int hash;

        Key(Throwable failure, @Nullable ReferenceQueue<Throwable> gone) {
            super(failure, gone);
            this.hash = System.identityHashCode(failure);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            Throwable mine = get();
            return mine != null && other instanceof Key key && key.refersTo(mine);
        }
    }

    /** Whether no span of the trace has told of the failure, or of a cause of it. An application may throw one twice. */
    boolean isFirst(Throwable failure, String traceId) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (traceId.equals(traces.get(new Key(cause, null)))) {
                return false;
            }
            cause = cause.getCause();
        }
        add(failure, traceId);
        return true;
    }

    private void add(Throwable failure, String traceId) {
        Reference<? extends Throwable> dead = gone.poll();
        while (dead != null) {
            traces.remove(dead);
            dead = gone.poll();
        }
        if (traces.size() >= MOST) {
            traces.clear();
        }
        Throwable told = failure;
        for (int depth = 0; told != null && depth < DEEPEST; depth++) {
            traces.put(new Key(told, gone), traceId);
            told = next(told);
        }
    }

    /** What a driver says in several exceptions is one failure, of which whoever wraps it may take any. */
    private static @Nullable Throwable next(Throwable failure) {
        SQLException next = failure instanceof SQLException sql ? sql.getNextException() : null;
        return next == null ? failure.getCause() : next;
    }
}
