package dev.ormtracing.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementPatternsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1 | SELECT 1 | SELECT | true",
                "select 1 | '  select\t 1 ; ' | SELECT | true",
                "select 1 | select 10 | select | false",
                "select 1 | select 1 from users | select users | false",
                "select 1* | select 1 from users | select users | true",
                "*pg_catalog* | select * from pg_catalog.pg_type | select pg_catalog.pg_type | true",
                "* | anything | | true",
                "select ? | select ? | select | true",
                "select ? | select 1 | select | false",
                "select (a)+ | select a | select | false",
                "table:qrtz_* | select * from QRTZ_LOCKS for update | select QRTZ_LOCKS | true",
                "table:qrtz_* | select 1 from qrtz_a, users | select qrtz_a users | false",
                "table:locks | delete from app.locks | delete app.locks | true",
                "table:locks | delete from \"locks\" | delete \"locks\" | true",
                "table:locks | delete from [locks] | delete [locks] | true",
                "table:locks | select 1 | select | false",
                "table:* | commit | | false",
            })
    void pattern_isOfTheWholeTextOrOfAllTables(String pattern, String text, String summary, boolean expected) {
        StatementPatterns patterns = StatementPatterns.of("never", pattern);

        assertThat(patterns.match(text, summary == null ? "" : summary)).isEqualTo(expected);
    }

    @Test
    void emptyPatterns_areNone() {
        assertThat(StatementPatterns.of("", " ", ";").isEmpty()).isTrue();
        assertThat(StatementPatterns.NONE.match("select 1", "select")).isFalse();
    }

    @Test
    void equalPatterns_areOne() {
        assertThat(StatementPatterns.of("SELECT  1")).isEqualTo(StatementPatterns.of("select 1;"));
    }

    /** An expression of the same kind takes longer than anybody waits. */
    @Test
    void manyStars_areNoTrap() {
        String pattern = "*a".repeat(200) + "b";
        String text = "a".repeat(100_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThat(StatementPatterns.of(pattern).match(text, "")).isFalse());
    }
}
