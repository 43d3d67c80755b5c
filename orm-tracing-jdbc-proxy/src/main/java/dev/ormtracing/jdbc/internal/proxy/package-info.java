/**
 * Internal: connections, statements and result sets that pass on every call and make spans of those that count.
 * May change without notice.
 */
@NullMarked
package dev.ormtracing.jdbc.internal.proxy;

import org.jspecify.annotations.NullMarked;
