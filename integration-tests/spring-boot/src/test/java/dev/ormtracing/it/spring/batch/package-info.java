/** Jobs of Spring Batch, whose packages differ by version. */
@NullMarked
package dev.ormtracing.it.spring.batch;

import org.jspecify.annotations.NullMarked;
