/** What a trace looks like where OpenTelemetry traces JDBC by itself, too. */
@NullMarked
package dev.ormtracing.it.opentelemetry;

import org.jspecify.annotations.NullMarked;
