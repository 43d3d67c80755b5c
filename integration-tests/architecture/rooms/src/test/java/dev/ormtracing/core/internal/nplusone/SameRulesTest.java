package dev.ormtracing.core.internal.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.internal.span.ReadText;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The core and the test kit tell an N+1 by the same rules. Neither depends on the other, so each has them, and this
 * compares what they say of the same statements.
 */
class SameRulesTest {

    private static final String TEN = String.join(",", Collections.nCopies(10, "?"));

    private static final List<String> SELECTS = List.of(
            "select name from users",
            "SELECT u.id, u.name FROM users u",
            "select count(u.id) from users u",
            "/* of a page */ select count_big(*) from users",
            "select nextval('users_seq') from users",
            "select next value for users_seq from users",
            "with active as (select 1) select name from users",
            "select * from (select u.*, row_number() over (order by id) rn from users u) t where rn > ? and 1=1 or exists (select 1 from users");

    private static final List<String> FILTERS = List.of(
            "",
            "city = 'Rome'",
            "city=?",
            "id = $1",
            "id = :p0",
            "name>?",
            "name < ?",
            "? < name",
            "lower(name) > ?",
            "(name, id) > (?, ?)",
            "city=? and age >= ?",
            "city=? and (name>? or name=? and id>?)",
            "id in (?,?,?)",
            "id in (" + TEN + ")",
            "city=? and id in (" + TEN + ")",
            "id in (" + TEN + ") and city=?");

    private static final List<String> ORDERS = List.of(
            "", "order by name", "order by lower(name) desc", "order by name,id", "ORDER BY age", "order by id");

    private static final List<String> LIMITS = List.of(
            "",
            "limit 10",
            "limit ?",
            "LIMIT ?, ?",
            "limit ? offset ?",
            "fetch first ? rows only",
            "offset ? rows fetch next ? rows only");

    @Test
    void everyStatement_isTheSameForBoth() {
        Map<RepeatedText, Integer> seen = new EnumMap<>(RepeatedText.class);
        for (String select : SELECTS) {
            for (String filter : FILTERS) {
                for (String order : ORDERS) {
                    for (String limit : LIMITS) {
                        String where = filter.isEmpty() ? "" : " where " + filter;
                        String sql = String.join(" ", select + where, order, limit);
                        compare(sql);
                        seen.merge(RepeatedText.of(sql), 1, Integer::sum);
                    }
                }
            }
        }

        assertThat(seen).as("each kind was there").containsOnlyKeys(RepeatedText.values());
    }

    private static void compare(String sql) {
        RepeatedText core = RepeatedText.of(sql);

        assertThat(ReadText.mayBeNPlusOne(sql)).as("may be an N+1: %s", sql).isEqualTo(mayRepeat(core));
        assertThat(ReadText.isPage(sql)).as("a page: %s", sql).isEqualTo(RepeatedText.isPage(sql));
        if (mayRepeat(core)) {
            assertThat(ReadText.isPageFromKey(sql)).as("from a key: %s", sql).isEqualTo(core == RepeatedText.KEY);
        }
        if (mayRepeat(core) && core != RepeatedText.KEY) {
            assertThat(ReadText.countsRows(sql)).as("counts rows: %s", sql).isEqualTo(core == RepeatedText.COUNT);
        }
    }

    private static boolean mayRepeat(RepeatedText text) {
        return text == RepeatedText.OTHER || text == RepeatedText.COUNT || text == RepeatedText.KEY;
    }
}
