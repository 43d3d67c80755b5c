@NullMarked
package dev.ormtracing.it.overflow;

import org.jspecify.annotations.NullMarked;
