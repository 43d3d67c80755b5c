/** Internal: the last traces, kept in bounds, and nothing of a request waits for it. */
@NullMarked
package dev.ormtracing.console.internal.trace;

import org.jspecify.annotations.NullMarked;
