/**
 * Internal: the subclasses of Hibernate's session factory and sessions, in a variant for each line of its versions, and
 * what they do with the calls of the application. May change without notice.
 */
@NullMarked
package dev.ormtracing.hibernate.internal.subclass;

import org.jspecify.annotations.NullMarked;
