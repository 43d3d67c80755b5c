/** Internal, may change without notice: the tree of spans: operations, steps, JDBC calls and transactions. The way in for the other modules. */
@NullMarked
package dev.ormtracing.core.internal.tree;

import org.jspecify.annotations.NullMarked;
