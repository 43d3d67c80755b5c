/** Internal: what tests do on the database, as a text that is kept, and how two such texts differ. Knows no spans. */
@NullMarked
package dev.ormtracing.testing.internal.baseline;

import org.jspecify.annotations.NullMarked;
