@NullMarked
package dev.ormtracing.it.soak;

import org.jspecify.annotations.NullMarked;
