package dev.ormtracing.core;

/**
 * What a comment at the end of statements tells the database about their origin, in the format of the sqlcommenter
 * specification. A prepared statement keeps the comment of its preparation, however often it is executed.
 *
 * <p>Some statements get no comment: those that already have such a comment, those with a JDBC escape such as
 * {@code {call …}} at one of their ends, {@code CREATE} and {@code ALTER}, whose text databases keep, and those whose
 * last semicolon may be a part of a line comment.
 *
 * @since 0.1.0
 */
public enum SqlComment {

    /** Nothing: statements are sent as they are. */
    NONE,

    /**
     * The operation ({@code orm='User.find'}), the application's {@link SqlTags}, and the call site where
     * {@link OrmTracing.Builder#recordCaller} asks for it. A statement has the same text each time that one operation
     * runs it, so caches of statements still work.
     */
    TAGS,

    /**
     * What {@link #TAGS} has, and what the configured propagator writes for the statement's own span, if sampled: {@code
     * traceparent}, and {@code tracestate} where there is one, unless it is another one than W3C's. Each execution then has a text of its own, which no cache of statements in the driver, the pool or the database knows.
     */
    TRACEPARENT
}
