/** The entry point of orm-tracing and its settings. */
@NullMarked
package dev.ormtracing.core;

import org.jspecify.annotations.NullMarked;
