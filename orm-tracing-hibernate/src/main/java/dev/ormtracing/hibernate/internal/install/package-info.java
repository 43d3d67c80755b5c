/**
 * Internal: how tracing gets into a session factory. What Hibernate finds by the service loader, what is put among its
 * services, and the reading of the settings. May change without notice.
 */
@NullMarked
package dev.ormtracing.hibernate.internal.install;

import org.jspecify.annotations.NullMarked;
