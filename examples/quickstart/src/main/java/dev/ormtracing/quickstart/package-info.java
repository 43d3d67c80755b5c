/** A small application without a line about tracing, apart from its main class. */
@NullMarked
package dev.ormtracing.quickstart;

import org.jspecify.annotations.NullMarked;
