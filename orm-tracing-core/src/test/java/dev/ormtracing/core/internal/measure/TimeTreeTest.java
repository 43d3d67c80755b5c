package dev.ormtracing.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.name.SpanType;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeTreeTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final TimeTree tree = new TimeTree(SpanType.OPERATION, "User.find", null);

    @Test
    void equalOnes_areAddedUp() {
        tree.add(SpanType.SERIALIZE, "", null, 5);
        tree.add(SpanType.SERIALIZE, "", null, 7);

        assertThat(tree.children()).singleElement().satisfies(child -> {
            assertThat(child.count).isEqualTo(2);
            assertThat(child.nanos).isEqualTo(12);
        });
    }

    @Test
    void statementsWithAnotherText_areApart() {
        tree.add(SpanType.DB_QUERY, "SELECT users", "select a", 1);
        tree.add(SpanType.DB_QUERY, "SELECT users", "select b", 1);
        tree.add(SpanType.DB_QUERY, "SELECT posts", "select a", 1);

        assertThat(tree.children()).hasSize(3);
    }

    @Test
    void equalNestedOnes_areAddedUpWithAllBelow() {
        tree.add(flush(10, 2));
        tree.add(flush(20, 3));

        assertThat(tree.children()).singleElement().satisfies(flush -> {
            assertThat(flush.count).isEqualTo(2);
            assertThat(flush.nanos).isEqualTo(30);
            assertThat(flush.children()).extracting(child -> child.count).containsExactly(2, 2, 1);
        });
    }

    @Test
    void nestedOnes_areCountedWithAllBelow() {
        tree.add(flush(10, 98));
        tree.add(SpanType.SERIALIZE, "", null, 1);
        tree.add(SpanType.CONNECT, "", null, 7);
        tree.add(SpanType.CONNECT, "", null, 8);

        assertThat(tree.children()).extracting(child -> child.type).containsExactly(SpanType.FLUSH, SpanType.SERIALIZE);
        assertThat(tree.leftOut).isEqualTo(2);
        assertThat(tree.leftOutNanos).isEqualTo(15);
    }

    @Test
    void nestedOneThatJustFits_isTaken() {
        tree.add(SpanType.SERIALIZE, "", null, 1);
        tree.add(flush(10, 98));

        assertThat(tree.children()).hasSize(2);
        assertThat(tree.leftOut).isZero();
    }

    @Test
    void nestedOneThatDoesNotFit_isLeftOut() {
        tree.add(SpanType.SERIALIZE, "", null, 1);
        tree.add(SpanType.CONNECT, "", null, 1);
        TimeTree flush = flush(10, 98);
        flush.count = 3;
        tree.add(flush);

        assertThat(tree.children()).hasSize(2);
        assertThat(tree.leftOut).isEqualTo(3);
        assertThat(tree.leftOutNanos).isEqualTo(10);
    }

    @Test
    void whatThereIsMoreOfBelowAnEqualOne_countsToo() {
        tree.add(flush(10, 90));
        tree.add(flush(10, 100));
        tree.add(SpanType.SERIALIZE, "", null, 1);

        TimeTree flush = tree.children().get(0);
        assertThat(flush.children()).hasSize(99);
        assertThat(flush.leftOut).isEqualTo(1);
        assertThat(flush.leftOutNanos).isEqualTo(1);
        assertThat(tree.leftOut).isEqualTo(1);
    }

    @Test
    void whatWasLeftOutBelowAnEqualOne_isToo() {
        tree.add(flush(10, 1));
        tree.add(flush(10, 104));
        tree.add(flush(10, 103));

        TimeTree flush = tree.children().get(0);
        assertThat(flush.leftOut).isEqualTo(1 + 4 + 1 + 3);
        assertThat(flush.leftOutNanos).isEqualTo(1 + 4 + 1 + 3);
    }

    @Test
    void text_hasMilliseconds() {
        tree.nanos = 12_345_678;
        tree.add(SpanType.SERIALIZE, "", null, MILLI / 2);

        assertThat(text()).isEqualTo("\n    12.35 ms  operation User.find\n     0.50 ms  └─ serialize");
    }

    @Test
    void statementsThatTookLongest_areShown() {
        tree.nanos = 100 * MILLI;
        for (int i = 0; i < 12; i++) {
            tree.add(SpanType.DB_QUERY, "statement " + i, null, i * MILLI);
        }

        assertThat(text())
                .doesNotContain("statement 0", "statement 1\n")
                .contains("     2.00 ms  ├─ db_query statement 2\n", "    11.00 ms  ├─ db_query statement 11\n")
                .endsWith("     1.00 ms  └─ 2 more");
    }

    @Test
    void whatThereWasNoRoomFor_isShownWithWhatIsNotShown() {
        for (int i = 0; i < 102; i++) {
            tree.add(SpanType.DB_QUERY, "statement " + i, null, MILLI);
        }

        assertThat(text()).endsWith("    92.00 ms  └─ 92 more");
    }

    @Test
    void longText_isCut() {
        tree.add(SpanType.DB_QUERY, "whole", "x".repeat(500), 1);
        tree.add(SpanType.DB_QUERY, "cut", "y".repeat(501), 1);

        assertThat(text().lines())
                .anyMatch(line -> line.endsWith("whole  " + "x".repeat(500)))
                .anyMatch(line -> line.endsWith("cut  " + "y".repeat(500) + "…"));
    }

    /** With statements of 1 ns each. */
    private static TimeTree flush(long nanos, int statements) {
        TimeTree flush = new TimeTree(SpanType.FLUSH, "", null);
        flush.nanos = nanos;
        for (int i = 0; i < statements; i++) {
            flush.add(SpanType.DB_QUERY, "statement " + i, null, 1);
        }
        return flush;
    }

    private String text() {
        return TimeTreeText.of(tree).replace(System.lineSeparator(), "\n");
    }
}
