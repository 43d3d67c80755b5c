package dev.ormtracing.core.internal.span;

import java.time.Duration;

/**
 * Internal: which of the steps are spans.
 *
 * @param phases whether {@code compile}, {@code serialize}, {@code connect} and {@code hydrate} may be spans at all
 * @param steps whether flushes and the steps of a transaction are spans
 * @param slowNanos how long an operation has to take for its phases to be spans; 0 for every operation
 * @param minPhaseNanos how long a phase has to take
 */
public record SpanDetail(boolean phases, boolean steps, long slowNanos, long minPhaseNanos) {

    private static final Duration LONGEST = Duration.ofDays(365);

    /** The threshold that a duration is; a negative one is none. */
    public static long nanosOf(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? Math.max(0, duration.toNanos()) : LONGEST.toNanos();
    }

    /** Whether a phase is known to be a span before it has ended. */
    public boolean isAlwaysSpan() {
        return phases && slowNanos == 0 && minPhaseNanos == 0;
    }

    public boolean mayBeSpan(long phaseNanos) {
        return phases && phaseNanos >= minPhaseNanos;
    }

    /** Whether the operation has to end before it is known which phases are spans. */
    public boolean isDecidedLater() {
        return slowNanos > 0;
    }
}
