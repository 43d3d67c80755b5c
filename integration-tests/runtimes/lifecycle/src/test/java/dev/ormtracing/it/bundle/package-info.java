/** The code of an OSGi bundle, whose tests put it into a jar. */
@NullMarked
package dev.ormtracing.it.bundle;

import org.jspecify.annotations.NullMarked;
