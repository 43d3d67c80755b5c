/** What the examples of the documentation take for granted. */
@NullMarked
package dev.ormtracing.it.testkit.example;

import org.jspecify.annotations.NullMarked;
