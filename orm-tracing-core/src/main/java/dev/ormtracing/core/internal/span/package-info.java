/** Internal, may change without notice: what one tracer records, and how its spans start. */
@NullMarked
package dev.ormtracing.core.internal.span;

import org.jspecify.annotations.NullMarked;
