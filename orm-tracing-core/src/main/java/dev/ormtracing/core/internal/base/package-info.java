/**
 * Internal: what everything else stands on: failures that are swallowed, what a thread has open, the clock of a trace.
 * May change without notice.
 */
@NullMarked
package dev.ormtracing.core.internal.base;

import org.jspecify.annotations.NullMarked;
