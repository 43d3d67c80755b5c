/** Starts an application per variant, puts them under load in turn, and reports what each spends. */
@NullMarked
package dev.ormtracing.load.run;

import org.jspecify.annotations.NullMarked;
