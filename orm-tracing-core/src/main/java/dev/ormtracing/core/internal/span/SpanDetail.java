package dev.ormtracing.core.internal.span;

import java.time.Duration;

/** Internal: which of the steps are spans. */
public final class SpanDetail {

    private static final Duration LONGEST = Duration.ofDays(365);

    /** Whether {@code compile}, {@code serialize}, {@code connect} and {@code hydrate} may be spans at all. */
    public final boolean phases;

    /** Whether flushes and the steps of a transaction are spans. */
    public final boolean steps;

    /** How long an operation has to take for its phases to be spans; 0 for every operation, whose end is not waited for. */
    public final long slowNanos;

    /** Whether a phase is known to be a span before it has ended. */
    public final boolean isAlwaysSpan;

    /** How long a phase has to take. */
    private final long minPhaseNanos;

    public SpanDetail(boolean phases, boolean steps, long slowNanos, long minPhaseNanos) {
        this.phases = phases;
        this.steps = steps;
        this.slowNanos = slowNanos;
        this.minPhaseNanos = minPhaseNanos;
        this.isAlwaysSpan = phases && slowNanos == 0 && minPhaseNanos == 0;
    }

    /** What the setting is called that makes this. */
    String level() {
        String withPhases = slowNanos > 0 ? "adaptive" : "full";
        return phases ? withPhases : "compact";
    }

    /** The threshold that a duration is; a negative one is none. */
    public static long nanosOf(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? Math.max(0, duration.toNanos()) : LONGEST.toNanos();
    }

    public boolean mayBeSpan(long phaseNanos) {
        return phases && phaseNanos >= minPhaseNanos;
    }
}
