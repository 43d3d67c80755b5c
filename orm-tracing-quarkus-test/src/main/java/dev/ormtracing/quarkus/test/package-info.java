/** The test kit in a {@code @QuarkusTest}. */
@NullMarked
package dev.ormtracing.quarkus.test;

import org.jspecify.annotations.NullMarked;
