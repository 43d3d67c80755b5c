/** A JDBC driver that does nothing, so that only the cost of what wraps it is left. */
package dev.ormtracing.benchmarks.silent;
