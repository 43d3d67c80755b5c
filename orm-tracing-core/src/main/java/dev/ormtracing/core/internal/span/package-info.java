/**
 * Internal: what one tracer records, and how its spans start. May change without notice.
 */
@NullMarked
package dev.ormtracing.core.internal.span;

import org.jspecify.annotations.NullMarked;
