package dev.ormtracing.testing.internal.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdateModeTest {

    private static final Map<String, String> ASKED_FOR = Map.of(UpdateMode.PROPERTY, "true");

    @Test
    void nobodyAsks_isOff() {
        assertThat(mode(Map.of(), Map.of())).isEqualTo(UpdateMode.OFF);
        assertThat(mode(Map.of(UpdateMode.PROPERTY, "false"), Map.of())).isEqualTo(UpdateMode.OFF);
        assertThat(mode(Map.of(), Map.of("CI", "true"))).isEqualTo(UpdateMode.OFF);
    }

    @Test
    void property_asks() {
        assertThat(mode(ASKED_FOR, Map.of())).isEqualTo(UpdateMode.ON);
        assertThat(mode(ASKED_FOR, Map.of("CI", "false"))).isEqualTo(UpdateMode.ON);
    }

    @Test
    void variable_asksWhereThereIsNoProperty() {
        Map<String, String> variable = Map.of(UpdateMode.VARIABLE, "TRUE");

        assertThat(mode(Map.of(), variable)).isEqualTo(UpdateMode.ON);
        assertThat(mode(Map.of(UpdateMode.PROPERTY, "false"), variable)).isEqualTo(UpdateMode.OFF);
    }

    @Test
    void serverOfBuilds_isRefused() {
        assertThat(mode(ASKED_FOR, Map.of("CI", "true"))).isEqualTo(UpdateMode.REFUSED);
        assertThat(mode(ASKED_FOR, Map.of("CI", "1"))).isEqualTo(UpdateMode.REFUSED);
    }

    private static UpdateMode mode(Map<String, String> properties, Map<String, String> environment) {
        return UpdateMode.of(properties::get, environment::get);
    }
}
