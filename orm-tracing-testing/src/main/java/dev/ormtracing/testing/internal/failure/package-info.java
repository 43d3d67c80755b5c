/** Internal: the errors that assertions throw, and how their messages are made short. */
@NullMarked
package dev.ormtracing.testing.internal.failure;

import org.jspecify.annotations.NullMarked;
