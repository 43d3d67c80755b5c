/**
 * The entities of the tests.
 *
 * <p>Their ids come from sequences with so large a block that no test sees the end of one: whether a statement fetches
 * ids would else depend on the tests before. {@link dev.ormtracing.it.blog.Ticket} is there to show such a statement.
 */
@NullMarked
package dev.ormtracing.it.blog;

import org.jspecify.annotations.NullMarked;
