/** Internal: rewrites expected trees, in files of their own and in text blocks of the tests. */
@NullMarked
package dev.ormtracing.testing.internal.golden;

import org.jspecify.annotations.NullMarked;
