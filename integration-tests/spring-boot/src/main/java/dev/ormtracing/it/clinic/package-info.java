/** A Spring Boot application that knows nothing of orm-tracing: its starter is on the class path, that is all. */
@NullMarked
package dev.ormtracing.it.clinic;

import org.jspecify.annotations.NullMarked;
