/** Compares the reachability metadata of the jars with what their code does. */
@NullMarked
package dev.ormtracing.it.nativeimage;

import org.jspecify.annotations.NullMarked;
