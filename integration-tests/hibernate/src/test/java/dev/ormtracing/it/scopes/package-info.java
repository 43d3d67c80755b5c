/** Scopes that an application opens in one callback and closes in another. */
@NullMarked
package dev.ormtracing.it.scopes;

import org.jspecify.annotations.NullMarked;
