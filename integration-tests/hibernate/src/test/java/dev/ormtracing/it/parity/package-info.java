/** The table of Prisma's cases and what the same work shows here. */
@NullMarked
package dev.ormtracing.it.parity;

import org.jspecify.annotations.NullMarked;
