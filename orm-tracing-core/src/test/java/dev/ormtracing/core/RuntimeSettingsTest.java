package dev.ormtracing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings that change while the application runs; RuntimeSettingsIT has what becomes of the spans. */
class RuntimeSettingsTest {

    private static final Map<String, String> DEFAULTS = Map.of(
            "detail", "full",
            "slow-operation-threshold", "100ms",
            "min-phase-duration", "0ms",
            "cache-threshold", "100us",
            "record-query-parameters", "false",
            "n-plus-one-threshold", "5",
            "large-result-threshold", "1000",
            "large-persistence-context-threshold", "5000",
            "record-caller", "false");

    private final RuntimeSettings settings = OrmTracing.builder().build().runtimeSettings();

    @Test
    void values_areAtFirstWhatWasBuilt() {
        assertThat(settings.configured()).isEqualTo(DEFAULTS);
        assertThat(settings.values()).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource({
        "detail, ADAPTIVE, adaptive",
        "slow-operation-threshold, 1s, 1000ms",
        "min-phase-duration, 20us, 20us",
        "cache-threshold, 7ns, PT0.000000007S",
        "record-query-parameters, on, true",
        "n-plus-one-threshold, 0, 0",
        "large-result-threshold, 7, 7",
        "large-persistence-context-threshold, 7, 7",
        "record-caller, true, true"
    })
    void change_isOfOneSetting(String name, String value, String shown) {
        settings.change(name, value);

        assertThat(settings.values()).containsEntry(name, shown);
        assertThat(settings.values().entrySet())
                .filteredOn(DEFAULTS.entrySet()::contains)
                .hasSize(8);
        assertThat(settings.configured()).isEqualTo(DEFAULTS);
    }

    @Test
    void shownValue_canBeGivenBack() {
        OrmTracing tracing = OrmTracing.builder()
                .cacheThreshold(Duration.ofNanos(7))
                .slowOperationThreshold(Duration.ofSeconds(-1))
                .minPhaseDuration(Duration.ofDays(999_999))
                .build();
        Map<String, String> shown = tracing.runtimeSettings().values();

        shown.forEach(settings::change);

        assertThat(settings.values()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"detail, tiny", "n-plus-one-threshold, -1", "record-caller, perhaps", "cache-threshold, soon"})
    void wrongValue_changesNothingAndSaysWhatIsAllowed(String name, String value) {
        assertThatThrownBy(() -> settings.change(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it may be ");
        assertThat(settings.values()).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource({"enabled, false", "span-name-prefix, x", "no-such-thing, 1"})
    void otherSettings_stay(String name, String value) {
        assertThatThrownBy(() -> settings.change(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it is none of [detail, ");
        assertThatThrownBy(() -> settings.reset(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reset_isToWhatWasBuilt() {
        RuntimeSettings compact =
                OrmTracing.builder().detail(Detail.COMPACT).build().runtimeSettings();
        compact.change("detail", "full");
        compact.change("record-caller", "true");

        compact.reset("detail");
        assertThat(compact.values()).containsEntry("detail", "compact").containsEntry("record-caller", "true");

        compact.reset();
        assertThat(compact.values()).containsEntry("record-caller", "false").isEqualTo(compact.configured());
    }

    @Test
    void twoInstances_areIndependent() {
        RuntimeSettings other = OrmTracing.builder().build().runtimeSettings();

        settings.change("detail", "compact");

        assertThat(other.values()).isEqualTo(DEFAULTS);
        assertThat(RuntimeSettings.all()).containsSubsequence(settings, other);
    }
}
