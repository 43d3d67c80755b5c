/**
 * Internal: what is read again and again below one parent. May change without notice.
 */
@NullMarked
package dev.ormtracing.core.internal.nplusone;

import org.jspecify.annotations.NullMarked;
