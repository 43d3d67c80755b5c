/** Internal: checks the traces of each test for what is known to cost time, each check in a class of its own. */
@NullMarked
package dev.ormtracing.testing.internal.check;

import org.jspecify.annotations.NullMarked;
