package dev.ormtracing.core.internal.nplusone;

/**
 * What one operation has read so far: a statement, which is kept itself since most operations have no other, or several.
 */
public sealed interface Reads permits ReadStatement, ReadCounts {

    /** The operation's first statement. */
    DescribedStatement firstStatement();
}
