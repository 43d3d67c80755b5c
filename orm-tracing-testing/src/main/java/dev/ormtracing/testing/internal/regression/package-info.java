/** Internal: writes down what each test of a run has done, and compares it with the baseline. */
@NullMarked
package dev.ormtracing.testing.internal.regression;

import org.jspecify.annotations.NullMarked;
