/** How much of each span's time its children explain, in a random mix of operations. */
@NullMarked
package dev.ormtracing.it.explained;

import org.jspecify.annotations.NullMarked;
