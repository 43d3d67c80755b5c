/** Entities that bytecode enhancement makes lazy. */
@org.jspecify.annotations.NullMarked
package dev.ormtracing.it.enhanced;
