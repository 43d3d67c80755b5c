package dev.ormtracing.core.internal.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import org.junit.jupiter.api.Test;

class ReadCountsTest {

    private static final DescribedStatement FIRST = statement("first");

    private final ReadCounts reads = new ReadCounts(3, FIRST);

    @Test
    void firstStatement_isKept() {
        assertThat(reads.firstStatement()).isSameAs(FIRST);
    }

    @Test
    void equalStatements_areOneWithTheirTime() {
        reads.add(null, statement("a"), 10);
        ReadCount read = reads.add(null, statement("a"), 20);

        assertThat(read).isNotNull();
        assertThat(read.count).isEqualTo(2);
        assertThat(read.nanos).isEqualTo(30);
    }

    @Test
    void takenBack_isTheShareOfTheTime() {
        ReadCount read = new ReadCount(null, StatementKey.of(statement("a")), statement("a"), null);
        for (int i = 0; i < 4; i++) {
            read.add(statement("a"), 10, 0, 5);
        }
        read.takeBack(1);
        assertThat(read.count).isEqualTo(3);
        assertThat(read.nanos).isEqualTo(30);

        read.takeBack(5);
        assertThat(read.count).isZero();
        assertThat(read.nanos).isZero();

        read.takeBack(1);
        assertThat(read.count).isZero();
    }

    @Test
    void suspect_isNotTakenBack() {
        ReadCount read = repeat("a", 3);
        reads.takeBack(null, statement("a"), 2);
        assertThat(read.count).isEqualTo(3);

        ReadCount less = repeat("b", 2);
        reads.takeBack(null, statement("b"), 1);
        assertThat(less.count).isEqualTo(1);
    }

    @Test
    void oldestThatDoesNotRepeat_makesRoom() {
        ReadCount suspect = repeat("suspect", 3);
        for (int i = 1; i < 64; i++) {
            repeat("statement " + i, 1);
        }
        repeat("one more", 1);
        repeat("and one more", 1);

        assertThat(reads.suspects()).containsExactly(suspect);
        assertThat(repeat("suspect", 1)).isSameAs(suspect);
        assertThat(repeat("statement 3", 1).count).isEqualTo(2);
        assertThat(repeat("one more", 1).count).isEqualTo(2);
        assertThat(repeat("statement 1", 1).count).isEqualTo(1);
    }

    @Test
    void whereAllRepeat_thereIsNoRoom() {
        for (int i = 0; i < 64; i++) {
            repeat("statement " + i, 3);
        }

        assertThat(reads.add(null, statement("one more"), 1)).isNull();
        assertThat(reads.suspects()).hasSize(64);
    }

    @Test
    void countForEachPage_isNoSuspect() {
        for (int i = 0; i < 4; i++) {
            reads.add(null, statement("select name from users offset ? rows and id", "select users"), 1);
            reads.add(null, statement("select count(*) from users where id", "select users"), 1);
        }

        assertThat(reads.suspects()).isEmpty();
    }

    @Test
    void moreCountsThanPages_areASuspect() {
        reads.add(null, statement("select name from users offset ? rows and id", "select users"), 1);
        for (int i = 0; i < 4; i++) {
            reads.add(null, statement("select count(*) from users where id", "select users"), 1);
        }

        assertThat(reads.suspects()).hasSize(1);
    }

    @Test
    void countOfAnotherTable_isASuspect() {
        for (int i = 0; i < 4; i++) {
            reads.add(null, statement("select name from users offset ? rows and id", "select users"), 1);
            reads.add(null, statement("select count(*) from posts where id", "select posts"), 1);
        }

        assertThat(reads.suspects()).hasSize(1);
    }

    private ReadCount repeat(String text, int times) {
        ReadCount read = null;
        for (int i = 0; i < times; i++) {
            read = reads.add(null, statement(text), 1);
        }
        assertThat(read).isNotNull();
        return read;
    }

    private static DescribedStatement statement(String text, String summary) {
        return new DescribedStatement(summary, text + " = ?", Attributes.empty());
    }

    private static DescribedStatement statement(String text) {
        return statement(text, "");
    }
}
