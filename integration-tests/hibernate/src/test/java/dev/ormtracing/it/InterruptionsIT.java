package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.ExhaustedPool;
import dev.ormtracing.it.fixture.FailureChain;
import dev.ormtracing.it.fixture.TracedUnit;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.junit.jupiter.api.Test;

/** What stops an operation from outside stops it as it does without tracing, and the trace tells what was stopped. */
@EveryDatabase
class InterruptionsIT {

    private final TracedUnit unit;

    InterruptionsIT(TracedUnit unit) {
        this.unit = unit;
    }

    /** How it went, for a comparison. */
    private record Outcome(List<String> failure, boolean isInterrupted) {

        static Outcome of(Runnable work) {
            Throwable thrown = catchThrowable(work::run);
            return new Outcome(FailureChain.of(thrown), Thread.interrupted());
        }
    }

    @Test
    void interrupt_beforeAnOperation_isStillThereAfterIt() {
        Outcome untraced = Outcome.of(() -> findInterrupted(unit.untraced()));

        Outcome traced = Outcome.of(() -> findInterrupted(unit.sessions()));

        assertThat(traced).isEqualTo(untraced);
        assertThat(traced.isInterrupted()).isTrue();
        assertThatTraces(unit.traces()).matchesTree("""
                operation User.find
                  serialize
                  connect
                  db_query CLIENT select users
                  hydrate
                """);
    }

    @Test
    void interrupt_whileAThreadWaitsForAConnection_isAnErrorOfConnect() throws SQLException {
        try (ExhaustedPool pool = new ExhaustedPool(unit, 10_000)) {
            Outcome expected = Outcome.of(() -> findInterrupted(pool.untraced()));

            assertThat(Outcome.of(() -> findInterrupted(pool.traced()))).isEqualTo(expected);
            assertThat(expected.isInterrupted()).isTrue();
            assertThatTraces(unit.traces()).matchesTree("""
                    operation User.find ERROR org.hibernate.exception...
                      serialize
                      connect ERROR java.sql.SQLException
                    """);
        }
    }

    @Test
    void timeoutOfATransaction_isAnErrorOfTheStatementThatItStops() {
        // At once, for each takes as long as the shortest time-out that JPA has.
        CompletableFuture<Outcome> untraced =
                CompletableFuture.supplyAsync(() -> Outcome.of(() -> selectForTooLong(unit.untraced())));

        Outcome traced = Outcome.of(() -> selectForTooLong(unit.sessions()));

        assertThat(traced).isEqualTo(untraced.join());
        assertThat(traced.failure()).isNotEmpty();
        assertThatTraces(unit.traces()).matchesTree("""
                transaction
                  start_transaction
                    connect
                  operation getResultList ERROR jakarta.persistence...
                    serialize
                    db_query CLIENT ... ERROR ...
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
    }

    private static void findInterrupted(SessionFactory sessions) {
        sessions.inSession(session -> {
            Thread.currentThread().interrupt();
            session.find(User.class, 1L);
        });
    }

    private void selectForTooLong(SessionFactory sessions) {
        sessions.inSession(session -> {
            Transaction transaction = session.getTransaction();
            transaction.setTimeout(1);
            transaction.begin();
            try {
                session.createNativeQuery(unit.database().endlessQuery(), String.class)
                        .getResultList();
            } finally {
                transaction.rollback();
            }
        });
    }
}
