/** How the published modules are divided. */
@NullMarked
package dev.ormtracing.it.architecture;

import org.jspecify.annotations.NullMarked;
