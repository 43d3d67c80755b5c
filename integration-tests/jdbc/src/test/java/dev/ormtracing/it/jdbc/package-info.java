/** Applications of JDBC without Hibernate: the same through the wrapper as without it. */
@NullMarked
package dev.ormtracing.it.jdbc;

import org.jspecify.annotations.NullMarked;
