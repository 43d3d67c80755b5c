package dev.ormtracing.core.internal.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatedTextTest {

    private static final String TEN = "?,?,?,?,?,?,?,?,?,?";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OFFSET | select name from users where city=? order by name offset ? rows fetch next ? rows only",
                "OFFSET | SELECT * FROM users WHERE city = ? LIMIT ?, ?",
                "KEY    | select name from users where city=? and (name>? or name=? and id>?) order by name,id fetch first ? rows only",
                "KEY    | select name from users where city=? and name<? order by lower(name) desc fetch first ? rows only",
                "KEY    | select name from users where lower(name) > ? order by lower(name) limit ?",
                "OTHER  | select name from users where city=? order by lower(name) desc fetch first ? rows only",
                "COUNT  | select count(u.id) from users u where u.city=?",
                "COUNT  | /* count of users */ SELECT COUNT(*) FROM users WHERE city = ?",
                "OTHER  | select id, (select count(*) from posts) from users where city=?",
                "OTHER  | select name from users where id in (?,?,?,?,?,?,?,?,?)",
                "OTHER  | select name from users where id in (?)",
            })
    void text_saysWhyItRepeats(RepeatedText expected, String sql) {
        assertThat(RepeatedText.of(sql)).isEqualTo(expected);
    }

    @Test
    void longListWithoutOtherParameters_isAChunk() {
        assertThat(RepeatedText.of("select name from users u where u.id in (" + TEN + ")"))
                .isEqualTo(RepeatedText.CHUNK);
        assertThat(RepeatedText.of("SELECT name FROM users WHERE id IN ( $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 )"))
                .isEqualTo(RepeatedText.CHUNK);
    }

    @Test
    void longListBesideAnotherParameter_isNoChunk() {
        assertThat(RepeatedText.of("select name from users u where u.id in (" + TEN + ") and city=?"))
                .isEqualTo(RepeatedText.OTHER);
        assertThat(RepeatedText.of("select name from users u where city=? and u.id in (" + TEN + ")"))
                .isEqualTo(RepeatedText.OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | select name from users offset ? rows fetch next ? rows only",
                "true  | select * from users LIMIT 10 OFFSET ?",
                "true  | select * from (select u.*, row_number() over (order by id) rn from users u) t where rn > ?",
                "false | select * from users fetch first ? rows only",
                "false | select rows_read, limit_of_it from settings where id = ?",
            })
    void page_hasAnOffset(boolean expected, String sql) {
        assertThat(RepeatedText.isPage(sql)).isEqualTo(expected);
    }

    @Test
    void nothingKnown_isNoPage() {
        assertThat(RepeatedText.isPage(null)).isFalse();
        assertThat(RepeatedText.of(null)).isEqualTo(RepeatedText.OTHER);
    }
}
