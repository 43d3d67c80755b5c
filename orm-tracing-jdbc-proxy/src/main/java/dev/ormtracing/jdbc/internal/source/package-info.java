/**
 * Internal: the data sources, drivers and pooled connections that hand out traced connections. The way in for
 * orm-tracing-hibernate and the starter. May change without notice.
 */
@NullMarked
package dev.ormtracing.jdbc.internal.source;

import org.jspecify.annotations.NullMarked;
