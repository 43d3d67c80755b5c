/** Internal: text on one line, and what a terminal can show of it. */
@NullMarked
package dev.ormtracing.testing.internal.text;

import org.jspecify.annotations.NullMarked;
