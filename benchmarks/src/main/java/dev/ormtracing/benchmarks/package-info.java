/** The benchmarks. */
@NullMarked
package dev.ormtracing.benchmarks;

import org.jspecify.annotations.NullMarked;
