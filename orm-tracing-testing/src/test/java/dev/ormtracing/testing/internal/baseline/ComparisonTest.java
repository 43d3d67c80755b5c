package dev.ormtracing.testing.internal.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String BEFORE = """
            example.OrderServiceTest.checkout
              2x Order.getResultList, 10 rows, plan cache hit
                2x select orders (5 columns, where)
              1x Order.persist
              commit
                1x flush, 3 entities, 3 inserts
                1x insert lines, 20 in batches
                1x insert orders
            """;

    @Test
    void equalTests_haveNotChanged() {
        assertThat(changes(BEFORE, BEFORE)).isEmpty();
    }

    @Test
    void addedStatementLostHitAndRepetition_areOneSentence() {
        String after = BEFORE.replace("hit", "miss")
                        .replace("1x Order.persist\n", "1x Order.persist\n    1x select stock (2 columns, where)\n")
                + "  N+1 Order.lines\n";

        List<Change> changes = Comparison.of(parse(BEFORE), parse(after));

        assertThat(Comparison.sentence(changes))
                .isEqualTo("`OrderServiceTest.checkout`: +1 statement `select stock` in `Order.persist`;"
                        + " `Order.getResultList` lost its plan-cache hit; new N+1 `Order.lines`");
        assertThat(changes).allMatch(Change::isRegression);
    }

    @Test
    void lessThanBefore_isNoRegression() {
        List<Change> changes = Comparison.of(
                parse(BEFORE + "  N+1 Order.lines\n"),
                parse(BEFORE.replace("2x", "1x").replace("10 rows", "5 rows")));

        assertThat(Comparison.sentence(changes))
                .isEqualTo("`OrderServiceTest.checkout`: -1 statement `select orders` in `Order.getResultList`;"
                        + " no more N+1 `Order.lines`; -1 `Order.getResultList`;"
                        + " `Order.getResultList` reads 5 rows instead of 10");
        assertThat(changes).noneMatch(Change::isRegression);
    }

    @Test
    void unknownPlanCache_isNoChange() {
        assertThat(changes(BEFORE, BEFORE.replace(", plan cache hit", ""))).isEmpty();
        assertThat(changes(BEFORE.replace(", plan cache hit", ""), BEFORE.replace("hit", "miss")))
                .isEmpty();
    }

    @Test
    void lostBatch_isNoAddedStatement() {
        assertThat(changes(BEFORE, BEFORE.replace("1x insert lines, 20 in batches", "20x insert lines")))
                .isEqualTo("`insert lines` in `commit` lost its batch: 20 statements instead of 1");
    }

    @Test
    void widerSelect_isNoAddedStatement() {
        assertThat(changes(BEFORE, BEFORE.replace("(5 columns, where)", "(7 columns, where)")))
                .isEqualTo("wider fetch: `select orders` (7 columns, where) in `Order.getResultList` instead of"
                        + " `select orders` (5 columns, where)");
        assertThat(changes(BEFORE, BEFORE.replace("orders (5 columns, where)", "orders lines (9 columns, 1 join)")))
                .isEqualTo("wider fetch: `select orders lines` (9 columns, 1 join) in `Order.getResultList` instead of"
                        + " `select orders` (5 columns, where)");
    }

    @Test
    void moreFlushWork_isToldInParts() {
        assertThat(changes(BEFORE, BEFORE.replace("3 entities, 3 inserts", "3000 entities, 4 inserts, 1 update")))
                .isEqualTo("flush work in `commit`: 3000 checked entities instead of 3, 4 inserts instead of 3,"
                        + " 1 update instead of 0");
    }

    @Test
    void testThatComesOrGoes_isToldAndNoRegression() {
        List<Change> changes = Comparison.of(
                Baseline.parse(BEFORE, "before"), Baseline.parse(BEFORE.replace("checkout", "pay"), "after"));

        assertThat(changes)
                .extracting(change -> change.test().shortName() + " " + change.words() + " " + change.isRegression())
                .containsExactly(
                        "OrderServiceTest.checkout no longer there false", "OrderServiceTest.pay new test false");
    }

    @Test
    void text_isReadAsItWasWritten() {
        String text = Baseline.parse(BEFORE + "  N+1 Order.lines\n\nother.B$C.test(int)[2]\n  1x x\n", "here")
                .toString();

        assertThat(text)
                .startsWith("# What each test does")
                .contains("\n\n" + BEFORE + "  N+1 Order.lines\n\nother.B$C.test(int)[2]\n");
        assertThat(Baseline.parse(text, "here")).hasToString(text);
    }

    @Test
    void whatCannotBeRead_isNamedWithItsLine() {
        assertThatThrownBy(() -> Baseline.parse("a.B.c\n  1x x\n<<<<<<< HEAD\n", "base.txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base.txt, line 3: a conflict of two branches is not resolved: <<<<<<< HEAD");
        assertThatThrownBy(() -> Baseline.parse("  1x x\n", "base.txt"))
                .hasMessage("base.txt, line 1: not below the name of a test: 1x x");
        assertThatThrownBy(() -> Baseline.parse("a.B.c\n  1x x\n    1x y (7 wheels)\n", "base.txt"))
                .hasMessage("base.txt, line 3: nothing known of a statement is \"7 wheels\": 1x y (7 wheels)");
    }

    private static String changes(String before, String after) {
        return Comparison.of(parse(before), parse(after)).stream()
                .map(Change::words)
                .collect(Collectors.joining("; "));
    }

    private static TestEntry parse(String text) {
        return Baseline.parse(text, "test").tests().values().iterator().next();
    }
}
