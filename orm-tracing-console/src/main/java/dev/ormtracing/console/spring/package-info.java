/** The console in a Spring Boot application, found by {@code META-INF/spring}. */
@NullMarked
package dev.ormtracing.console.spring;

import org.jspecify.annotations.NullMarked;
