/**
 * Budgets of tests: annotations for a method, a class or a package that limit what a test with
 * {@link dev.ormtracing.testing.OrmTracingExtension} may do on the database. The nearest annotation of a kind applies.
 */
@NullMarked
package dev.ormtracing.testing.budget;

import org.jspecify.annotations.NullMarked;
