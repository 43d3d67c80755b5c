/**
 * Internal: what orm-tracing-jdbc-proxy and orm-tracing-hibernate share. Not for applications; it changes without
 * notice.
 */
@NullMarked
package dev.ormtracing.core.internal;

import org.jspecify.annotations.NullMarked;
