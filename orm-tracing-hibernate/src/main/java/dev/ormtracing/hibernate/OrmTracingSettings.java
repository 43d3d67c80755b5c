package dev.ormtracing.hibernate;

import dev.ormtracing.core.OrmTracing;

/** Names of the settings, given to Hibernate like any of its own. None is needed. */
public final class OrmTracingSettings {

    /**
     * What to trace with: an {@link OrmTracing}.
     *
     * <p>Default: {@link OrmTracing#global()}.
     */
    public static final String TRACING = "hibernate.orm_tracing.tracing";

    /**
     * Whether the session factory is traced at all: a boolean, or its text.
     *
     * <p>Default: true.
     */
    public static final String ENABLED = "hibernate.orm_tracing.enabled";

    /**
     * Whether sessions may be subclasses of Hibernate's own, which shows the boundary of every call of the
     * application: a boolean, or its text. Without, queries are traced by what Hibernate executes for them.
     *
     * <p>Default: true.
     */
    public static final String SESSION_SUBCLASS = "hibernate.orm_tracing.session_subclass";

    private OrmTracingSettings() {}
}
