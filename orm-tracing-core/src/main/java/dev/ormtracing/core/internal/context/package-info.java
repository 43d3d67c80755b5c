/**
 * Internal: which span is current, and what the application has current in the meantime. May change without notice.
 */
@NullMarked
package dev.ormtracing.core.internal.context;

import org.jspecify.annotations.NullMarked;
