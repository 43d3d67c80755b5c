package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import io.opentelemetry.api.common.AttributeKey;
import jakarta.transaction.Synchronization;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application does before and after a COMMIT or ROLLBACK has its time on the step, and that time a name. */
@EveryDatabase
class StepRestIT {

    private static final AttributeKey<Double> BEFORE = AttributeKey.doubleKey("orm.before_completion.duration");
    private static final AttributeKey<Double> AFTER = AttributeKey.doubleKey("orm.after_completion.duration");
    private static final long MILLIS = 3;
    private static final double SECONDS = MILLIS / 1e3;

    private final TracedUnit unit;

    StepRestIT(TracedUnit unit) {
        this.unit = unit;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void synchronization_isTheRestOfTheCommit(boolean writes) {
        unit.session(session -> {
            Transaction transaction = begin(session);
            if (writes) {
                session.persist(new User("new@example.org"));
            }
            transaction.commit();
        });

        assertThat(told("commit_transaction", BEFORE)).isGreaterThanOrEqualTo(SECONDS);
        assertThat(told("commit_transaction", AFTER)).isGreaterThanOrEqualTo(SECONDS);
    }

    @Test
    void synchronization_isTheRestOfTheRollback() {
        unit.session(session -> {
            Transaction transaction = begin(session);
            session.persist(new User("new@example.org"));
            transaction.rollback();
        });

        assertThat(told("rollback_transaction", AFTER)).isGreaterThanOrEqualTo(SECONDS);
    }

    private static Transaction begin(Session session) {
        Transaction transaction = session.beginTransaction();
        transaction.registerSynchronization(new SlowSynchronization());
        return transaction;
    }

    private double told(String step, AttributeKey<Double> duration) {
        return unit.traces().stream()
                .filter(span -> step.equals(span.type()))
                .map(span -> span.attribute(duration))
                .findFirst()
                .orElseThrow();
    }

    private static final class SlowSynchronization implements Synchronization {

        @Override
        public void beforeCompletion() {
            takeTime();
        }

        @Override
        public void afterCompletion(int status) {
            takeTime();
        }

        private static void takeTime() {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }
}
