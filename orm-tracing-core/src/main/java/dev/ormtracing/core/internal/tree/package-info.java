/**
 * Internal: the tree of spans: operations, steps, JDBC calls and transactions. The way in for the other modules. May
 * change without notice.
 */
@NullMarked
package dev.ormtracing.core.internal.tree;

import org.jspecify.annotations.NullMarked;
