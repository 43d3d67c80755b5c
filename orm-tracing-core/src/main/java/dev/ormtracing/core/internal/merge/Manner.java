package dev.ormtracing.core.internal.merge;

import org.jspecify.annotations.Nullable;

/**
 * Internal: how an operation may be written. Immutable, and kept, since each operation has one.
 *
 * @param deferred whether it becomes a span only with a JDBC action
 * @param siblings those that it may be one of many with, or null
 * @param run what it is left to if it touches no database, or null
 */
public record Manner(
        boolean deferred,
        @Nullable MergedOperations siblings,
        @Nullable WriteRun run) {

    /** A span of its own, as soon as it is opened. */
    public static final Manner AT_ONCE = new Manner(false, null, null);

    /** A span of its own, once there is a JDBC action. */
    public static final Manner DEFERRED = new Manner(true, null, null);

    public static Manner atOnce(@Nullable MergedOperations siblings) {
        return siblings == null ? AT_ONCE : siblings.atOnce;
    }

    public static Manner deferred(@Nullable MergedOperations siblings) {
        return siblings == null ? DEFERRED : siblings.deferred;
    }

    /** How the next operation is merged with its siblings, or null where none are. */
    public @Nullable OneOfMany merging() {
        return siblings == null ? null : new OneOfMany(siblings);
    }
}
