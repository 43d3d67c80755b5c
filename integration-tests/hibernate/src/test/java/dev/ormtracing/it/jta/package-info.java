/** Hibernate under transaction managers. */
@NullMarked
package dev.ormtracing.it.jta;

import org.jspecify.annotations.NullMarked;
