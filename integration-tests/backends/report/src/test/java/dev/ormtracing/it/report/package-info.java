/** The HTML report in a browser. */
@NullMarked
package dev.ormtracing.it.report;

import org.jspecify.annotations.NullMarked;
