/** Internal: what this extension does while Quarkus builds an application. May change without notice. */
@NullMarked
package dev.ormtracing.quarkus.deployment;

import org.jspecify.annotations.NullMarked;
