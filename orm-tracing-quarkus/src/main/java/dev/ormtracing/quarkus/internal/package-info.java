/** Internal: what Quarkus runs of this extension when the application starts. May change without notice. */
@NullMarked
package dev.ormtracing.quarkus.internal;

import org.jspecify.annotations.NullMarked;
