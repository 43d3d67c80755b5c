@NullMarked
package dev.ormtracing.it.backends;

import org.jspecify.annotations.NullMarked;
