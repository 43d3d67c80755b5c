/** The application of the example in docs/testing.md. */
@NullMarked
package dev.ormtracing.it.authors;

import org.jspecify.annotations.NullMarked;
