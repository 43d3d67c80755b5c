/** Internal: the page and what it asks for, whoever serves it, and who may see it. */
@NullMarked
package dev.ormtracing.console.internal.http;

import org.jspecify.annotations.NullMarked;
