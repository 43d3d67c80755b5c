/** What a test says to the checks of its traces. */
@NullMarked
package dev.ormtracing.testing.check;

import org.jspecify.annotations.NullMarked;
