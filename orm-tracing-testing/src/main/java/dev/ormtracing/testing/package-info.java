/**
 * Span trees in tests and on the terminal: {@link dev.ormtracing.testing.OrmTracingExtension} records the spans of a
 * test, {@link dev.ormtracing.testing.Traces} shows them as text, {@link dev.ormtracing.testing.TraceAssertions} checks
 * them, {@link dev.ormtracing.testing.TreePrintingSpanExporter} prints them.
 */
@NullMarked
package dev.ormtracing.testing;

import org.jspecify.annotations.NullMarked;
