/** Internal: compares trees with the text that a test expects, and writes the difference. */
@NullMarked
package dev.ormtracing.testing.internal.matching;

import org.jspecify.annotations.NullMarked;
