package dev.ormtracing.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuartilesTest {

    @Test
    void oddNumberOfValues_hasItsQuartilesAmongThem() {
        assertThat(Quartiles.of(List.of(5.0, 1.0, 4.0, 2.0, 3.0))).isEqualTo(new Quartiles(2, 3, 4));
    }

    @Test
    void evenNumberOfValues_hasThemBetween() {
        assertThat(Quartiles.of(List.of(10.0, 20.0, 30.0, 40.0))).isEqualTo(new Quartiles(17.5, 25, 32.5));
    }

    @Test
    void oneValue_isAllQuartiles() {
        assertThat(Quartiles.of(List.of(7.0))).isEqualTo(new Quartiles(7, 7, 7));
    }

    @Test
    void outlier_movesNoQuartile() {
        assertThat(Quartiles.of(List.of(1.0, 2.0, 3.0, 4.0, 1e9))).isEqualTo(new Quartiles(2, 3, 4));
    }

    @Test
    void noValue_hasNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Quartiles.of(List.of()));
    }

    @Test
    void format_isTheMedianAndTheRange() {
        assertThat(new Quartiles(1, 2, 3).format("%.1f")).isEqualTo("2.0 (1.0 to 3.0)");
    }
}
