package dev.ormtracing.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SeenFailuresTest {

    private final SeenFailures seen = new SeenFailures();

    @Test
    void wrappedFailure_isTheSame() {
        SQLException inner = new SQLException("x");

        assertThat(seen.isFirst(inner, "a")).isTrue();
        assertThat(seen.isFirst(inner, "a")).isFalse();
        assertThat(seen.isFirst(new IllegalStateException(new RuntimeException(inner)), "a"))
                .isFalse();
        assertThat(seen.isFirst(new SQLException("x"), "a")).isTrue();
    }

    @Test
    void failureOfABatch_isTheSame_whicheverOfItsExceptionsIsWrapped() {
        SQLException first = new SQLException("first");
        BatchUpdateException batch = new BatchUpdateException(new int[0]);
        batch.setNextException(first);

        assertThat(seen.isFirst(batch, "a")).isTrue();
        assertThat(seen.isFirst(new RuntimeException(first), "a")).isFalse();
    }

    @Test
    void exceptionThatIsThrownAgainInAnotherTrace_isTold() {
        RuntimeException constant = new RuntimeException("constant");

        assertThat(seen.isFirst(constant, "a")).isTrue();
        assertThat(seen.isFirst(constant, "b")).isTrue();
    }

    @Test
    void exceptionsThatSayTheyAreEqual_areTwo() {
        class Equal extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean equals(Object other) {
                return other instanceof Equal;
            }

            @Override
            public int hashCode() {
                return 1;
            }
        }

        assertThat(seen.isFirst(new Equal(), "a")).isTrue();
        assertThat(seen.isFirst(new Equal(), "a")).isTrue();
    }

    @Test
    void causesInACircle_end() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException(one);
        one.initCause(two);

        assertThat(seen.isFirst(two, "a")).isTrue();
        assertThat(seen.isFirst(one, "a")).isFalse();
    }

    @Test
    void manyFailures_areForgotten() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(seen.isFirst(new RuntimeException("one"), "a")).isTrue();
        }
    }
}
