/** Knows how much there is of each product. */
@NullMarked
package dev.ormtracing.examples.stock;

import org.jspecify.annotations.NullMarked;
