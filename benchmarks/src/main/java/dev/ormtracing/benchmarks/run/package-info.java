/** Runs the benchmarks in JVMs of their own and makes tables of the results. */
@NullMarked
package dev.ormtracing.benchmarks.run;

import org.jspecify.annotations.NullMarked;
