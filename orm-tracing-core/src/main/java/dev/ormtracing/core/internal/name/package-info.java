/** Internal, may change without notice: what operations, spans, attributes and call sites are called. */
@NullMarked
package dev.ormtracing.core.internal.name;

import org.jspecify.annotations.NullMarked;
