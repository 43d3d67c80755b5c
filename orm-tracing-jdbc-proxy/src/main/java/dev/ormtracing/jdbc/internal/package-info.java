/**
 * Internal: the JDBC wrappers, the description of statements and of the database they go to. Used by orm-tracing-hibernate;
 * may change without notice.
 */
@NullMarked
package dev.ormtracing.jdbc.internal;

import org.jspecify.annotations.NullMarked;
