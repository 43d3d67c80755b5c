package dev.ormtracing.core.internal.nplusone;

import io.opentelemetry.api.common.Attributes;

/**
 * What one operation has read so far: a statement, which is kept itself since most operations have no other, or several.
 */
public sealed interface Reads permits ReadStatement, ReadCounts {

    /** The attributes of the operation's first statement. */
    Attributes firstStatement();
}
