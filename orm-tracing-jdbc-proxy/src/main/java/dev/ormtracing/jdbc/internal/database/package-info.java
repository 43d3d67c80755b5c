/**
 * Internal: which database a connection leads to, and what spans say of it and of a statement. May change
 * without notice.
 */
@NullMarked
package dev.ormtracing.jdbc.internal.database;

import org.jspecify.annotations.NullMarked;
