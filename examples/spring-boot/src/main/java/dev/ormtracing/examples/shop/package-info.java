/** A shop that sells what the stock has. */
@NullMarked
package dev.ormtracing.examples.shop;

import org.jspecify.annotations.NullMarked;
