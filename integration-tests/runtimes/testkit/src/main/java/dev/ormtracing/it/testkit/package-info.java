/** A small library, whose tests pass and fail on each test framework. */
@NullMarked
package dev.ormtracing.it.testkit;

import org.jspecify.annotations.NullMarked;
