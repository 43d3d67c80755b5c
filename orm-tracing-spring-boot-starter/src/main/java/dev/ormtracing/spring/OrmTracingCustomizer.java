package dev.ormtracing.spring;

import dev.ormtracing.core.OrmTracing;

/**
 * A bean that changes the settings after the properties {@code orm.tracing.*} have been read. Several are called in their
 * order ({@link org.springframework.core.annotation.Order}). What one throws is logged, and the others go on.
 *
 * <p>It is called while the first DataSource is made, so it must not need one.
 */
@FunctionalInterface
public interface OrmTracingCustomizer {

    void customize(OrmTracing.Builder builder);
}
