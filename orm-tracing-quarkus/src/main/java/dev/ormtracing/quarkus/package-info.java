/** The configuration of tracing in a Quarkus application, {@code quarkus.orm-tracing.*}. */
@NullMarked
package dev.ormtracing.quarkus;

import org.jspecify.annotations.NullMarked;
