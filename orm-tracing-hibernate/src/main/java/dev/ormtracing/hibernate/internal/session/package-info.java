/**
 * Internal: what a session factory is traced with, and what is known of a session and its entities: operations, names,
 * purposes of statements, cursors, who has loaded what. May change without notice.
 */
@NullMarked
package dev.ormtracing.hibernate.internal.session;

import org.jspecify.annotations.NullMarked;
