/** Internal, may change without notice: metrics, the log of slow operations, and the OpenTelemetry that they and spans go to. */
@NullMarked
package dev.ormtracing.core.internal.measure;

import org.jspecify.annotations.NullMarked;
