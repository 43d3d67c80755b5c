/** A small application, and what its database access looks like as span trees. */
@NullMarked
package dev.ormtracing.examples.quickstart;

import org.jspecify.annotations.NullMarked;
