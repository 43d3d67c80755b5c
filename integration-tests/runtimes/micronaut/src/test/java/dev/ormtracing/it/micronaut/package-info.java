/** An application of Micronaut's that knows nothing of tracing. */
@NullMarked
package dev.ormtracing.it.micronaut;

import org.jspecify.annotations.NullMarked;
