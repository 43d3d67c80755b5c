/** What measured spans end in, also within the Java agent, whose class loader sees nothing of the benchmarks but this. */
@NullMarked
package dev.ormtracing.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
