package dev.ormtracing.core.internal;

import dev.ormtracing.core.OrmTracing;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Internal: what a container traces its application with, for SessionFactories that the application builds itself
 * without saying so. Where several applications run, each says on its threads when it makes something. Thread-safe.
 */
public final class ApplicationTracing {

    private static final List<ApplicationTracing> STARTED = new CopyOnWriteArrayList<>();

    /** Weak, so that a thread of a pool does not keep an application that is gone. */
    private static final ThreadLocal<WeakReference<ApplicationTracing>> OF_THREAD = new ThreadLocal<>();

    private final WeakReference<ApplicationTracing> reference = new WeakReference<>(this);
    private final Supplier<@Nullable OrmTracing> tracing;

    /** @param tracing asked at each use; null when the application has switched tracing off */
    public ApplicationTracing(Supplier<@Nullable OrmTracing> tracing) {
        this.tracing = tracing;
    }

    /** From now on until {@link #stop()}. */
    public void start() {
        STARTED.add(this);
    }

    /** The application is over. */
    public void stop() {
        STARTED.remove(this);
    }

    /** Assigns what this thread creates from now on to this application. */
    public void onThisThread() {
        OF_THREAD.set(reference);
    }

    /** The application of this thread, else the one that was started last; null when there is none. */
    public static @Nullable ApplicationTracing current() {
        WeakReference<ApplicationTracing> known = OF_THREAD.get();
        ApplicationTracing ofThread = known == null ? null : known.get();
        if (ofThread != null && STARTED.contains(ofThread)) {
            return ofThread;
        }
        Object[] started = STARTED.toArray();
        return started.length == 0 ? null : (ApplicationTracing) started[started.length - 1];
    }

    /** Null when it is switched off. */
    public @Nullable OrmTracing tracing() {
        return tracing.get();
    }
}
