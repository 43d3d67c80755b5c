@NullMarked
package dev.ormtracing.it.redis;

import org.jspecify.annotations.NullMarked;
