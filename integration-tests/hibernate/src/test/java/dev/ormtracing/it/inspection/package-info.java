/** The inspector of statements. */
@NullMarked
package dev.ormtracing.it.inspection;

import org.jspecify.annotations.NullMarked;
