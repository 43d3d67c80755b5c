package dev.ormtracing.core.internal;

/** What an operation may be merged with, and once it is, the span that it is a part of. */
sealed interface Siblings permits MergedOperations, MergedOperation {}
