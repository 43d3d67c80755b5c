/** What the benchmarks run under: nothing, us, or a peer. */
@NullMarked
package dev.ormtracing.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
