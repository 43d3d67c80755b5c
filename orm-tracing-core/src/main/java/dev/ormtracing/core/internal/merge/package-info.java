/**
 * Internal: many equal operations that are one span. May change without notice.
 */
@NullMarked
package dev.ormtracing.core.internal.merge;

import org.jspecify.annotations.NullMarked;
