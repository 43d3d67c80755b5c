package dev.ormtracing.spring;

import dev.ormtracing.core.OrmTracing;

/**
 * A bean that changes the settings after the properties {@code orm.tracing.*} have been read. Several are called in their
 * order ({@link org.springframework.core.annotation.Order}). What one throws is logged, and the others go on.
 *
 * <p>It is called while the first DataSource is made, so it must not need one.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OrmTracingCustomizer {

    /** Changes settings; those that it leaves alone are as the properties and the defaults say. */
    void customize(OrmTracing.Builder builder);
}
