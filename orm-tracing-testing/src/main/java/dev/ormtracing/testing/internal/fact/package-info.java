/** Internal: what budgets, checks and baselines ask of a recorded span. */
@NullMarked
package dev.ormtracing.testing.internal.fact;

import org.jspecify.annotations.NullMarked;
