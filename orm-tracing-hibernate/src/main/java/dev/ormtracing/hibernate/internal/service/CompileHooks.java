package dev.ormtracing.hibernate.internal.service;

import dev.ormtracing.hibernate.internal.delegation.Delegation;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;

/** Where the making of SQL out of HQL, criteria and mappings is seen; Hibernate does it on a cache miss only. */
public final class CompileHooks {

    /** For the setting {@code hibernate.query.sqm.translator}, which takes a class name and nothing else. */
    public static final String SQM_TRANSLATOR_FACTORY =
            "dev.ormtracing.hibernate.internal.service.TracedSqmTranslatorFactory";

    private CompileHooks() {}

    /**
     * The environment that the wrapped {@code JdbcServices} must answer, always the same instance. Hibernate sets the
     * real one after it has made the service, so this is to be called at the first use.
     */
    static JdbcEnvironment wrap(JdbcEnvironment environment) {
        return Delegation.proxy(environment, new TracedJdbcEnvironment(environment));
    }
}
