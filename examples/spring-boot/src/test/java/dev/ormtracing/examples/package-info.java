/** Tests of the shop with its traces. */
@NullMarked
package dev.ormtracing.examples;

import org.jspecify.annotations.NullMarked;
