/**
 * Internal: a session's transactions and connections, and the statements that run outside of operations. May change
 * without notice.
 */
@NullMarked
package dev.ormtracing.hibernate.internal.transaction;

import org.jspecify.annotations.NullMarked;
