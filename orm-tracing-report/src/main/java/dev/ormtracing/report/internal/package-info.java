/** Internal: what the page of a {@link dev.ormtracing.testing.HtmlReport} and the live page of the console are made of. */
@NullMarked
package dev.ormtracing.report.internal;

import org.jspecify.annotations.NullMarked;
