package dev.ormtracing.core.internal.nplusone;

/**
 * What a cache on another machine has answered: a read like that of a statement.
 *
 * @param firstStatement what was read, in the place of a statement
 */
public record CachedRead(DescribedStatement firstStatement, long nanos) implements ReadStatement {}
