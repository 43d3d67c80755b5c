/** Internal: compares what a test has done with its budgets. */
@NullMarked
package dev.ormtracing.testing.internal.budget;

import org.jspecify.annotations.NullMarked;
