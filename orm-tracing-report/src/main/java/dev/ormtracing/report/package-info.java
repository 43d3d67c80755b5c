/** The page of a {@link dev.ormtracing.testing.HtmlReport}, which finds it where this jar is on the class path. */
@NullMarked
package dev.ormtracing.report;

import org.jspecify.annotations.NullMarked;
