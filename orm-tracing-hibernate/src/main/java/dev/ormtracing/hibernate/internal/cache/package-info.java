/**
 * Internal: what the second-level cache and the query cache are asked. May change without notice.
 */
@NullMarked
package dev.ormtracing.hibernate.internal.cache;

import org.jspecify.annotations.NullMarked;
