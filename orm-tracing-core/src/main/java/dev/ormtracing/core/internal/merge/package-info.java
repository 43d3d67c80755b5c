/** Internal, may change without notice: many equal operations that are one span. */
@NullMarked
package dev.ormtracing.core.internal.merge;

import org.jspecify.annotations.NullMarked;
