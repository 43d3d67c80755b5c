package dev.ormtracing.core;

/**
 * What statements tell the database about where they come from, in a comment at their end.
 *
 * @since 0.1.0
 */
public enum SqlComment {

    /** Nothing: statements are sent as they are. */
    NONE,

    /**
     * The operation ({@code orm='User.find'}), the application's {@link SqlTags}, and the call site where
     * {@link OrmTracing.Builder#recordCaller} asks for it. The text of a statement is the same each time that the same
     * operation runs it, so caches of statements still work.
     */
    TAGS,

    /**
     * What {@link #TAGS} has, and {@code traceparent}, the W3C trace context of the statement's own span, if sampled. Each
     * execution then has a text of its own, which no cache of statements in the driver, the pool or the database knows.
     */
    TRACEPARENT
}
