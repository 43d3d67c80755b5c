package dev.ormtracing.testing.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @Test
    void colors_areShownByATerminalThatWantsThem() {
        assertThat(Terminal.showsColors(true, null, "xterm-256color")).isTrue();
        assertThat(Terminal.showsColors(true, "", "xterm")).isTrue();

        assertThat(Terminal.showsColors(false, null, "xterm")).as("a file").isFalse();
        assertThat(Terminal.showsColors(true, "1", "xterm")).as("NO_COLOR").isFalse();
        assertThat(Terminal.showsColors(true, null, "dumb")).isFalse();
        assertThat(Terminal.showsColors(true, null, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"80, 80", "200, 200", ", 120", "0, 120", "-5, 120", "wide, 120", "99999, 120"})
    void width_isThatOfTheTerminalIfItIsKnown(String columns, int expected) {
        assertThat(Terminal.width(columns)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'24 80\n', 80", "'50 211', 211", "'', ", "'0', ", "'no terminal here', "})
    void size_endsWithTheColumns(String size, String expected) {
        assertThat(Terminal.columns(size)).isEqualTo(expected);
    }
}
