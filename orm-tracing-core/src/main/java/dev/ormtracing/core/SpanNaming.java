package dev.ormtracing.core;

/**
 * How spans are named. The attributes are the same in all styles.
 *
 * @since 0.1.0
 */
public enum SpanNaming {
    /** {@code orm:client:operation}, {@code orm:client:db_query}: the prefix and the kind of step, as Prisma does. */
    PREFIXED,

    /**
     * The names that the OpenTelemetry conventions for database client spans ask for: {@code select users} (the value of
     * {@code db.query.summary}) for a statement and {@code User.find} for an operation. All further steps keep their
     * prefixed names.
     */
    CONVENTION,

    /**
     * The step in a word, and what it is about: {@code operation User.find}, {@code db_query select users}, {@code
     * connect}, {@code begin}, {@code commit}. There is no prefix. For back ends that list spans by name, and for people.
     */
    DESCRIBED
}
