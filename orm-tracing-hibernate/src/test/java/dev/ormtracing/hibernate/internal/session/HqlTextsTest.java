package dev.ormtracing.hibernate.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HqlTextsTest {

    private final HqlTexts texts = new HqlTexts();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from User where name = 'O''Hara'     | from User where name = ?",
                "from User where id > 10 and x2 = ?1  | from User where id > ? and x2 = ?1",
                "from User where name = :name         | from User where name = :name",
                "from User where price < 1.5e3        | from User where price < ?"
            })
    void literals_areNotShown(String hql, String shown) {
        assertThat(texts.withoutLiterals(hql)).isEqualTo(shown);
        assertThat(texts.withoutLiterals(hql)).isEqualTo(shown);
    }
}
