/**
 * Internal: the listeners around Hibernate's own, for what no session of ours has been called for. May change without
 * notice.
 */
@NullMarked
package dev.ormtracing.hibernate.internal.event;

import org.jspecify.annotations.NullMarked;
