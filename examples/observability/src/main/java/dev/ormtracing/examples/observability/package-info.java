/** What the shop and the stock have here beside what they have in their own example. */
@NullMarked
package dev.ormtracing.examples.observability;

import org.jspecify.annotations.NullMarked;
