package dev.ormtracing.hibernate.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.QueryText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HqlTextsTest {

    private final HqlTexts texts = new HqlTexts(QueryText.FULL);

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
        assertThat(texts.shown(hql)).isEqualTo(shown);
        assertThat(texts.shown(hql)).isEqualTo(shown);
    }

    @Test
    void display_decidesWhatIsShown() {
        String hql = "from User u where u.id in (1, 2, 3)";

        assertThat(new HqlTexts(QueryText.NONE).shown(hql)).isNull();
        assertThat(new HqlTexts(QueryText.SHAPE).shown("from User u where u.id in (:a, :a) and u.name in ('a', 'b')"))
                .isEqualTo("from User u where u.id in (:a) and u.name in (?)");
    }
}
