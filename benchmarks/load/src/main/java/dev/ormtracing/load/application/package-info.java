/** A small application that is put under load, in a JVM of its own for each variant. */
@NullMarked
package dev.ormtracing.load.application;

import org.jspecify.annotations.NullMarked;
