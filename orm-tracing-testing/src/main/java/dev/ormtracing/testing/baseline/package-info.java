/** What tests do on the database, compared from one branch to another. */
@NullMarked
package dev.ormtracing.testing.baseline;

import org.jspecify.annotations.NullMarked;
