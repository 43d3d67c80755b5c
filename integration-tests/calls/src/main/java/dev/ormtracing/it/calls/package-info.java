@NullMarked
package dev.ormtracing.it.calls;

import org.jspecify.annotations.NullMarked;
