package dev.ormtracing.hibernate.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import org.hibernate.StaleStateException;
import org.junit.jupiter.api.Test;

class OptimisticLockTest {

    @Test
    void exceptionOfJpaOrHibernate_isOne() {
        assertThat(OptimisticLock.isBehind(new OptimisticLockException())).isTrue();
        assertThat(OptimisticLock.isBehind(new StaleStateException("stale"))).isTrue();
    }

    @Test
    void subclass_isOne() {
        assertThat(OptimisticLock.isBehind(new StaleStateException("stale") {})).isTrue();
    }

    @Test
    void cause_isFound() {
        assertThat(OptimisticLock.isBehind(wrapped(new StaleStateException("stale"), 2)))
                .isTrue();
    }

    @Test
    void anythingElse_isNone() {
        assertThat(OptimisticLock.isBehind(wrapped(new IllegalStateException(), 2)))
                .isFalse();
    }

    @Test
    void causesAreFollowed_untilThereAreTooMany() {
        assertThat(OptimisticLock.isBehind(wrapped(new StaleStateException("stale"), 15)))
                .isTrue();
        assertThat(OptimisticLock.isBehind(wrapped(new StaleStateException("stale"), 16)))
                .isFalse();
    }

    private static Throwable wrapped(Throwable failure, int times) {
        Throwable wrapped = failure;
        for (int i = 0; i < times; i++) {
            wrapped = new RuntimeException(wrapped);
        }
        return wrapped;
    }
}
