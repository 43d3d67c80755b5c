package dev.ormtracing.core.internal;

/**
 * The operations that an operation may be merged with: equal ones in a row without a statement, or many beyond a number.
 * Once it is one of those, the span that it is a part of.
 */
sealed interface Siblings permits RepeatedOperation, MergedOperations, MergedOperation {}
