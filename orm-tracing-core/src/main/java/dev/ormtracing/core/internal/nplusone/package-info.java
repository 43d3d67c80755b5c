/** Internal, may change without notice: what is read again and again below one parent. */
@NullMarked
package dev.ormtracing.core.internal.nplusone;

import org.jspecify.annotations.NullMarked;
