/**
 * Internal: what an inspector of statements can see, for who cannot have connections traced. May change without notice.
 */
@NullMarked
package dev.ormtracing.hibernate.internal.inspection;

import org.jspecify.annotations.NullMarked;
