/** Internal: what names, attributes and events say of a span. {@code orm-tracing-report} reads them here too. */
@NullMarked
package dev.ormtracing.testing.internal.span;

import org.jspecify.annotations.NullMarked;
