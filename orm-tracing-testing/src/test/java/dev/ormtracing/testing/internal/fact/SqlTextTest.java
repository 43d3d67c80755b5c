package dev.ormtracing.testing.internal.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "select a.x,a.y from a where a.x=?|2|0|true|false",
                "select a.x,coalesce(a.y,a.z),(select count(b.i,b.j) from b where b.a=a.x) from a|3|0|false|false",
                "select a.x from a join b on a.b=b.id left join c on c.id=b.c fetch first ? rows only|1|2|false|true",
                "select a.from_date,'x, y from' from a limit ?|2|0|false|true",
                "select 1|1|0|false|false",
                "with t as (select a,b from c where d=1) select t.a,t.b,1 from t|3|0|false|false",
            })
    void select_hasColumnsJoinsAndLimits(String sql, int columns, int joins, boolean filtered, boolean limited) {
        SqlText text = SqlText.of(sql);

        assertThat(text.isSelect()).isTrue();
        assertThat(text.columns()).isEqualTo(columns);
        assertThat(text.joins()).isEqualTo(joins);
        assertThat(text.isFiltered()).isEqualTo(filtered);
        assertThat(text.isLimited()).isEqualTo(limited);
    }

    @Test
    void template_isTheSameForAllValues() {
        String template = "from user u where u.name = ? and u.age > ? and u.id in (?)";

        assertThat(SqlText.of("from User u where u.name = :name and u.age > ?1 and u.id in (:a, :b)")
                        .template())
                .isEqualTo(template);
        assertThat(SqlText.of("from User u where u.name = 'O''Hara' and u.age > 17.5 and u.id in (1,2,3)")
                        .template())
                .isEqualTo(template);
    }

    @Test
    void numbersInNames_stay() {
        assertThat(SqlText.of("select u1_0.id from users2 u1_0").template())
                .isEqualTo("select u1_0.id from users2 u1_0");
    }
}
