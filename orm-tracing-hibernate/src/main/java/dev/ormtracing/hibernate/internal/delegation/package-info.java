/**
 * Internal: objects that stand for those of Hibernate and pass on what they do not trace. May change without notice.
 */
@NullMarked
package dev.ormtracing.hibernate.internal.delegation;

import org.jspecify.annotations.NullMarked;
