/** Tracing of Spring Boot applications, by auto-configuration. */
@NullMarked
package dev.ormtracing.spring;

import org.jspecify.annotations.NullMarked;
