/** The last traces of this process as a live page, for development: {@link dev.ormtracing.console.TraceConsole}. */
@NullMarked
package dev.ormtracing.console;

import org.jspecify.annotations.NullMarked;
