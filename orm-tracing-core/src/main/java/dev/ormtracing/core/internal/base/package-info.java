/** Internal, may change without notice: what everything else stands on: failures that are swallowed, what a thread has open, the clock of a trace. */
@NullMarked
package dev.ormtracing.core.internal.base;

import org.jspecify.annotations.NullMarked;
