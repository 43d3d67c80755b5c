/** What applications may use of the published modules. */
@NullMarked
package dev.ormtracing.it.api;

import org.jspecify.annotations.NullMarked;
