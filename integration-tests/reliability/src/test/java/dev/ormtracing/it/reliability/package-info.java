/** The application as if this library were not there: the same programs with and without it, and failing drivers. */
@NullMarked
package dev.ormtracing.it.reliability;

import org.jspecify.annotations.NullMarked;
