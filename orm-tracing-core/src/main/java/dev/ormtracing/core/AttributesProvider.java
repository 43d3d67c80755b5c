package dev.ormtracing.core;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/**
 * Adds attributes of the application to operations and statements, such as a tenant:
 *
 * <pre>{@code
 * OrmTracing.builder().addAttributes(new AttributesProvider() {
 *     public void operationStarts(Attributes operation, AttributesBuilder added) {
 *         added.put("app.tenant", Tenant.current());
 *     }
 * });
 * }</pre>
 *
 * <p>Providers are found by the {@link java.util.ServiceLoader} too, and as beans of a Spring Boot application. They are
 * called on the thread of the application, before the span starts, so samplers see what they add. An attribute that this
 * library writes itself is never replaced. What a provider throws is logged once, and the span goes without its
 * attributes. Must be thread-safe, and fast: it is called for each span.
 *
 * @since 0.1.0
 */
public interface AttributesProvider {

    /**
     * An operation of Hibernate is about to start, such as a {@code find}.
     *
     * @param operation what is known of it: its model, its method, …
     */
    default void operationStarts(Attributes operation, AttributesBuilder added) {}

    /**
     * A statement is about to start.
     *
     * @param statement what its span is going to have: {@code db.query.summary}, {@code db.query.text}, …
     */
    default void statementStarts(Attributes statement, AttributesBuilder added) {}
}
