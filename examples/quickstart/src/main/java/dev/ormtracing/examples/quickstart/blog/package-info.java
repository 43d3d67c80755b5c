/** The entities of a blog. */
@NullMarked
package dev.ormtracing.examples.quickstart.blog;

import org.jspecify.annotations.NullMarked;
