/** What only Hibernate 8.0 has; not compiled for those before it. */
@NullMarked
package dev.ormtracing.it.eight;

import org.jspecify.annotations.NullMarked;
