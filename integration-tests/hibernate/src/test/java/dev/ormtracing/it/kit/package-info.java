/** What the test kit says of real tests: budgets, baselines, checks. */
@NullMarked
package dev.ormtracing.it.kit;

import org.jspecify.annotations.NullMarked;
