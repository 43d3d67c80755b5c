package dev.ormtracing.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Results results = new Results();

    @Test
    void markdown_comparesEachVariantWithItsBaseline() {
        Turns.add(results, Variant.NONE, 100, 100, 100, 100, 100);
        Turns.add(results, Variant.OURS, 110, 120, 130, 140, 150);

        assertThat(new Table(results, Map.of(Variant.OURS, 40_000_000L)).markdown())
                .contains(
                        "| no database tracing | 1 | (of 100) | (of 50) | (500 a second) | 3.0 | 3.0 | 5.0 | (of 40.0) |")
                .contains("| ours, full | 1.30 (1.20 to 1.40) | 30 (20 to 40) | 15 (10 to 20) |"
                        + " 1.00 (1.00 to 1.00) | 3.0 | 3.0 | 5.0 | 0.0 | 40.0 |");
    }

    @Test
    void csv_hasALineForEachTurn() {
        Turns.add(results, Variant.OURS, 110, 120);

        assertThat(new Table(results, Map.of()).csv().lines().skip(1))
                .containsExactly(
                        "OURS,0,1000,2.000,110.00,55.00,40000,5.00", "OURS,1,1000,2.000,120.00,60.00,40000,5.00");
    }
}
