/** The application whose traces are sent. It needs nothing but Hibernate, H2 and the autoconfigured SDK. */
@NullMarked
package dev.ormtracing.it.backends.library;

import org.jspecify.annotations.NullMarked;
