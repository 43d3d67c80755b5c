/**
 * Internal: what the session of a database is told of the trace. Not for applications.
 */
@NullMarked
package dev.ormtracing.jdbc.internal.session;

import org.jspecify.annotations.NullMarked;
