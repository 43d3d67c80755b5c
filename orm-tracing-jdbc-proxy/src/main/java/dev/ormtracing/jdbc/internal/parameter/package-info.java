/**
 * Internal: values of parameters as text. Not for applications.
 */
@NullMarked
package dev.ormtracing.jdbc.internal.parameter;

import org.jspecify.annotations.NullMarked;
