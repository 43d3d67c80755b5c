package dev.ormtracing.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlShapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "select a from t where id in (?, ?, ?) | select a from t where id in (?)",
                "select a from t where id in (?,?) and b=? | select a from t where id in (?) and b=?",
                "select a from t where id not in (1, 2) | select a from t where id not in (?)",
                "select a from t where id in ($1, $2) and b = $3 | select a from t where id in (?) and b = ?",
                "select a from t where id in (?, null, ?) | select a from t where id in (?, null)",
                "select a from t where (a, b) in ((?, ?), (?, ?)) | select a from t where (a, b) in ((?, ?))",
                "select a from t where id in (cast(? as int), cast(? as int)) | select a from t where id in (cast(? as int))",
                "select a from t where id in (select b from s where c in (?, ?)) | select a from t where id in (select b from s where c in (?))",
                "insert into t (a, b) values (?, ?), (?, ?), (?, ?) | insert into t (a, b) values (?, ?)",
                "insert into t values (?, default),(?, ?) | insert into t values (?, default), (?, ?)",
                "insert into t values row(?, ?), row(?, ?) | insert into t values row(?, ?)",
                "insert into t (a) values (1), ('x') on conflict do nothing | insert into t (a) values (?) on conflict do nothing",
                "select a from t where id = any(array[?, ?, ?]) | select a from t where id = any(array[?])",
                "select coalesce(?, ?), f(1, 1) from t | select coalesce(?, ?), f(1, 1) from t",
                "select a from t where id in (?, ? | select a from t where id in (?",
                "select a from t where id in () | select a from t where id in ()",
                "select  a\t from t | select a from t",
            })
    void lists_areOneLong(String sql, String expected) {
        assertThat(SqlText.shape(sql, SqlDialect.POSTGRESQL)).isEqualTo(expected);
    }

    @Test
    void shape_isItsOwnShape() {
        String shape =
                SqlText.shape("select a from t where id in (?, ?) or b in ((?, 1), (?, 2))", SqlDialect.STANDARD);

        assertThat(SqlText.shape(shape, SqlDialect.STANDARD)).isEqualTo(shape);
    }

    @Test
    void listsInLists_endNoStack() {
        String deep = "select a from t where id " + "in (? , a ".repeat(8_000);

        assertThat(SqlText.shape(deep, SqlDialect.STANDARD)).startsWith("select a from t where id in (");
    }

    @Test
    void longList_isShort() {
        String ids = String.join(", ", Collections.nCopies(10_000, "?"));

        assertThat(SqlText.shape("select a from t where id in (" + ids + ")", SqlDialect.STANDARD))
                .isEqualTo("select a from t where id in (?)");
    }
}
