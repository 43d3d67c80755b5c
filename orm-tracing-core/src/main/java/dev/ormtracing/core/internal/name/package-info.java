/**
 * Internal: what operations, spans, attributes and call sites are called. May change without notice.
 */
@NullMarked
package dev.ormtracing.core.internal.name;

import org.jspecify.annotations.NullMarked;
