/**
 * Internal: what operations and transactions cost: rows, entities, caches, connections. May change without notice.
 */
@NullMarked
package dev.ormtracing.core.internal.cost;

import org.jspecify.annotations.NullMarked;
