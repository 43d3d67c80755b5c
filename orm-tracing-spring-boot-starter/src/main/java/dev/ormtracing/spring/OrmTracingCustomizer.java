package dev.ormtracing.spring;

import dev.ormtracing.core.OrmTracing;

/**
 * A bean that changes the settings after the properties {@code orm.tracing.*} have been read. Several customizers are
 * called in their order ({@link org.springframework.core.annotation.Order}). What one throws is logged, and the next ones
 * are still called.
 *
 * <p>A customizer is called while the first DataSource is created, so it must not need one.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OrmTracingCustomizer {

    /** Changes settings; those that it does not change have the values of the properties and the defaults. */
    void customize(OrmTracing.Builder builder);
}
