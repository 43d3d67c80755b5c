/**
 * Internal: metrics, the log of slow operations, and the OpenTelemetry that they and spans go to. May change without
 * notice.
 */
@NullMarked
package dev.ormtracing.core.internal.measure;

import org.jspecify.annotations.NullMarked;
