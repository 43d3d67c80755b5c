package dev.ormtracing.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ResultsTest {

    private final Results results = new Results();

    @Test
    void variant_isComparedRoundByRound() {
        // The machine was slower from round to round: the medians alone would give 3 times.
        Turns.add(results, Variant.NONE, 100, 200, 300);
        Turns.add(results, Variant.OURS, 200, 600, 600);

        assertThat(results.ratio(Variant.OURS, Turn::cpu)).isEqualTo(new Quartiles(2, 2, 2.5));
        assertThat(results.added(Variant.OURS, Turn::cpu)).isEqualTo(new Quartiles(200, 300, 350));
    }

    @Test
    void sampledTenth_isComparedWithTheSameWithoutALibrary() {
        Turns.add(results, Variant.NONE, 100);
        Turns.add(results, Variant.NONE_10_PERCENT, 90);
        Turns.add(results, Variant.OURS_10_PERCENT, 99);

        assertThat(results.added(Variant.OURS_10_PERCENT, Turn::cpu).median()).isEqualTo(9);
    }

    @Test
    void roundThatABaselineHasNot_isLeftOut() {
        Turns.add(results, Variant.NONE, 100);
        Turns.add(results, Variant.OURS, 150, 900);

        assertThat(results.added(Variant.OURS, Turn::cpu)).isEqualTo(new Quartiles(50, 50, 50));
    }

    @Test
    void responseTime_isOfAllRounds() {
        Turns.add(results, Variant.NONE, 100, 100);

        assertThat(results.responseTime(Variant.NONE, 99).orElseThrow()).isCloseTo(3, within(0.01));
        assertThat(results.responseTime(Variant.OURS, 99)).isEmpty();
    }
}
