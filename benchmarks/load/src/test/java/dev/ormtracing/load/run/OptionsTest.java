package dev.ormtracing.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void run_hasAllVariants() {
        assertThat(Options.parse("run", "10").variants()).containsExactly(Variant.values());
    }

    @Test
    void chosenVariant_comesWithItsBaseline() {
        assertThat(Options.parse("run", "10", "--variants=ours-10-percent,ours").variants())
                .containsExactly(Variant.NONE, Variant.OURS, Variant.NONE_10_PERCENT, Variant.OURS_10_PERCENT);
        assertThat(Options.parse("run", "10", "--variants=ours-page").variants())
                .containsExactly(Variant.NONE, Variant.OURS, Variant.OURS_PAGE);
    }

    @Test
    void check_hasThoseThatAreCompared() {
        assertThat(Options.parse("check", "2").variants())
                .containsExactly(Variant.NONE, Variant.OURS, Variant.OPENTELEMETRY_JDBC);
    }

    @Test
    void scenario_hasAPoolAndMetrics() {
        assertThat(Options.parse("run", "10").scenario())
                .isEqualTo(new Scenario(10, false, 2 * Runtime.getRuntime().availableProcessors()));
        assertThat(Options.parse("run", "10", "--metrics", "--pool=1", "--clients=8")
                        .scenario())
                .isEqualTo(new Scenario(1, true, 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "run", "walk 10", "run ten", "run 10 --pool", "run 10 --poll=1", "run 10 --variants=his"})
    void whatIsUnknown_isRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(line.split(" ")));
    }
}
