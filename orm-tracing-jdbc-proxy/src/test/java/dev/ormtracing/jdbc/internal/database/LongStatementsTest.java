package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.internal.sql.SqlText;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongStatementsTest {

    private static final int LONG = 25_000;

    private final LongStatements statements = new LongStatements(1_000_000);

    @ParameterizedTest
    @ValueSource(ints = {1, 9_983, 10_240, 10_241, 10_282, 32_768, 32_769, 100_000})
    void sameText_isDescribedOnce_howeverLongItIs(int length) {
        String sql = text("select ? ", length);

        SqlDescription prepared = DatabaseSystem.H2.prepared(sql);
        SqlDescription unprepared = DatabaseSystem.H2.unprepared(sql);

        assertThat(DatabaseSystem.H2.prepared(sql)).isSameAs(prepared);
        assertThat(DatabaseSystem.H2.prepared(copy(sql))).isSameAs(prepared);
        assertThat(DatabaseSystem.H2.unprepared(sql)).isSameAs(unprepared).isNotSameAs(prepared);
        assertThat(DatabaseSystem.H2.unprepared(copy(sql))).isSameAs(unprepared);
        assertThat(DatabaseSystem.MYSQL.prepared(sql)).isNotSameAs(prepared);
    }

    @Test
    void textThatIsGone_isKnownAgain() {
        List<WeakReference<String>> gone = new ArrayList<>();
        SqlDescription described = describeAndDrop("select 'a' ", gone);
        awaitEnd(gone);

        assertThat(statements.of(DatabaseSystem.H2, false, text("select 'a' ", LONG)))
                .isSameAs(described);
    }

    /** The hash codes of {@code Aa} and {@code BB} are equal, and so are those of texts that differ in them alone. */
    @Test
    void textsWithOneHashCode_haveEachItsOwn() {
        String a = text("select Aa from t ", LONG);
        String b = text("select BB from t ", LONG);
        assertThat(a).hasSameHashCodeAs(b).hasSameSizeAs(b);

        SqlDescription first = statements.of(DatabaseSystem.H2, true, a);
        SqlDescription second = statements.of(DatabaseSystem.H2, true, b);

        assertThat(first.text).isEqualTo(a);
        assertThat(second.text).isEqualTo(b);
        assertThat(statements.of(DatabaseSystem.H2, true, a).text).isEqualTo(a);
    }

    @Test
    void textsWithOneHashCode_haveEachItsOwn_whenTheFirstIsGone() {
        List<WeakReference<String>> gone = new ArrayList<>();
        describeAndDrop("select Aa.x, '1' from t ", gone);
        awaitEnd(gone);

        assertThat(statements.of(DatabaseSystem.H2, false, text("select BB.x, '1' from t ", LONG)).text)
                .startsWith("select BB.x, ?");
    }

    @Test
    void everNewTexts_areBoundedByTheirCharacters_andNotKept() {
        List<WeakReference<String>> texts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            describeAndDrop("select '" + i + "' ", texts);
            assertThat(statements.characters()).isLessThanOrEqualTo(1_000_000 + SqlText.MAX_LENGTH);
        }
        awaitEnd(texts);
    }

    @Test
    void textThatIsUsed_staysWhileOthersCome() {
        String used = text("select 'used' ", LONG);
        SqlDescription described = statements.of(DatabaseSystem.H2, false, used);
        for (int i = 0; i < 200; i++) {
            statements.of(DatabaseSystem.H2, false, text("select '" + i + "' ", LONG));
            assertThat(statements.of(DatabaseSystem.H2, false, used)).isSameAs(described);
        }
    }

    @Test
    void fingerprint_tellsTextsApart() {
        String sql = text("select 1 ", LONG);
        Fingerprint print = Fingerprint.of(sql, LONG);

        assertThat(Fingerprint.of(copy(sql), LONG)).isEqualTo(print).hasSameHashCodeAs(print);
        assertThat(Fingerprint.of(sql, LONG - 1)).isNotEqualTo(print);
        for (int i = 0; i < LONG; i += 7) {
            String other = sql.substring(0, i) + (char) (sql.charAt(i) + 1) + sql.substring(i + 1);
            assertThat(Fingerprint.of(other, LONG)).isNotEqualTo(print);
        }
        assertThat(Fingerprint.of("\uffff".repeat(LONG), LONG))
                .isNotEqualTo(Fingerprint.of("\u0000".repeat(LONG), LONG));
    }

    private SqlDescription describeAndDrop(String start, List<WeakReference<String>> dropped) {
        String sql = text(start, LONG);
        dropped.add(new WeakReference<>(sql));
        return statements.of(DatabaseSystem.H2, false, sql);
    }

    private static String text(String start, int length) {
        return length < start.length() ? "x".repeat(length) : start + "x".repeat(length - start.length());
    }

    private static String copy(String sql) {
        return new StringBuilder(sql).toString();
    }

    private static void awaitEnd(List<WeakReference<String>> texts) {
        for (int i = 0; i < 100 && texts.stream().anyMatch(text -> !text.refersTo(null)); i++) {
            System.gc();
        }
        assertThat(texts).allMatch(text -> text.refersTo(null));
    }
}
