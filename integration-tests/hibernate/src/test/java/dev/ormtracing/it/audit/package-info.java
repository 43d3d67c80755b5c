/** What Hibernate Envers reads and writes. */
@NullMarked
package dev.ormtracing.it.audit;

import org.jspecify.annotations.NullMarked;
