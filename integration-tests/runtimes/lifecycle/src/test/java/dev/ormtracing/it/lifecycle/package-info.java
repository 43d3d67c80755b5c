@NullMarked
package dev.ormtracing.it.lifecycle;

import org.jspecify.annotations.NullMarked;
