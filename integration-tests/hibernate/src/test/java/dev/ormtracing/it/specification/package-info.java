/** Queries that Hibernate makes past the session. From Hibernate 7.0 on. */
@NullMarked
package dev.ormtracing.it.specification;

import org.jspecify.annotations.NullMarked;
