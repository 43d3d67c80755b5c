/** Internal, may change without notice: which span is current, and what the application has current in the meantime. */
@NullMarked
package dev.ormtracing.core.internal.context;

import org.jspecify.annotations.NullMarked;
