/**
 * Internal: the services of Hibernate that run statements, make SQL and lend connections, with tracing around them. May
 * change without notice.
 */
@NullMarked
package dev.ormtracing.hibernate.internal.service;

import org.jspecify.annotations.NullMarked;
