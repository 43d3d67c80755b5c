package dev.ormtracing.core.internal.merge;

import org.jspecify.annotations.Nullable;

/** Internal: how an operation may be written. Immutable, and kept, since each operation has one. */
public final class Manner {

    /** A span of its own, as soon as it is opened. */
    public static final Manner AT_ONCE = new Manner(false, null, null);

    /** A span of its own, once there is a JDBC action. */
    public static final Manner DEFERRED = new Manner(true, null, null);

    /** Whether it becomes a span only with a JDBC action. */
    public final boolean deferred;

    /** What it is left to if it touches no database, or null. */
    public final @Nullable WriteRun run;

    /** The operations of which this one may be one of many, or null where none are merged. */
    public final @Nullable MergedOperations siblings;

    Manner(boolean deferred, @Nullable MergedOperations siblings, @Nullable WriteRun run) {
        this.deferred = deferred;
        this.siblings = siblings;
        this.run = run;
    }

    public static Manner deferred(@Nullable MergedOperations siblings) {
        return siblings == null ? DEFERRED : siblings.deferred;
    }
}
