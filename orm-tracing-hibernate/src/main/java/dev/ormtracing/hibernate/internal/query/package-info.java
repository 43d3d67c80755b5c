/**
 * Internal: queries, which are traced when they are executed, and the cursors that they open. May change without notice.
 */
@NullMarked
package dev.ormtracing.hibernate.internal.query;

import org.jspecify.annotations.NullMarked;
