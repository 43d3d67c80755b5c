/**
 * Internal: what the text of a statement says, and the values of its parameters as text. Knows no connection and no
 * span. May change without notice.
 */
@NullMarked
package dev.ormtracing.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;
