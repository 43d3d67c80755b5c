/** Internal, may change without notice: what operations and transactions cost: rows, entities, caches, connections. */
@NullMarked
package dev.ormtracing.core.internal.cost;

import org.jspecify.annotations.NullMarked;
