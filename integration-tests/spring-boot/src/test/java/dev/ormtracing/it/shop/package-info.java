/** A shop whose repositories read and write in every way of Spring Data. */
@NullMarked
package dev.ormtracing.it.shop;

import org.jspecify.annotations.NullMarked;
