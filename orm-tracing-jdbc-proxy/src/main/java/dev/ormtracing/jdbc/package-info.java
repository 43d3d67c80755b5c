/** Wraps a {@link javax.sql.DataSource} so that its connections and statements are traced. */
@NullMarked
package dev.ormtracing.jdbc;

import org.jspecify.annotations.NullMarked;
