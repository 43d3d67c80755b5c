package dev.ormtracing.load.run;

import java.time.Duration;

/**
 * How long a run takes.
 *
 * @param total from the first start on; a run takes longer on a machine that cannot warm up and do a few rounds until then
 * @param closed the part of a turn that sends as much as it can
 * @param open the part of a turn that sends at a fixed rate
 * @param warmUp the share of what is left after the start
 */
record Plan(Duration total, Duration closed, Duration open, double warmUp) {

    /** Fewer have no quartiles. */
    static final int LEAST_ROUNDS = 5;

    /** Most of what is measured is compiled by then. */
    static final int REQUESTS_TO_WARM_UP = 15_000;

    static Plan ofMinutes(int minutes) {
        return new Plan(Duration.ofMinutes(minutes), Duration.ofMillis(1_500), Duration.ofMillis(500), 0.25);
    }

    /** Without response times, which say nothing beside other load. */
    static Plan guarding(int minutes) {
        return new Plan(Duration.ofMinutes(minutes), Duration.ofMillis(1_000), Duration.ZERO, 0.5);
    }
}
