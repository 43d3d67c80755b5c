/** Internal: keeps spans, those of a test and those that wait for their root. */
@NullMarked
package dev.ormtracing.testing.internal.recording;

import org.jspecify.annotations.NullMarked;
