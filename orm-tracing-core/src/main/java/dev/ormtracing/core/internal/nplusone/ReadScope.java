package dev.ormtracing.core.internal.nplusone;

import io.opentelemetry.api.trace.Span;

/** A transaction, as far as reads are counted below it. */
public interface ReadScope {

    boolean isEnded();

    /** The span below which they are. */
    Span span();

    /** The application's span that was current when it began. */
    Span outerSpan();

    /** What was read below it so far. */
    ReadCounts repetitions(int threshold);
}
