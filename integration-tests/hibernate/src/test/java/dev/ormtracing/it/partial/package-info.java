/** Collections that are asked for a part of what they have. */
@NullMarked
package dev.ormtracing.it.partial;

import org.jspecify.annotations.NullMarked;
