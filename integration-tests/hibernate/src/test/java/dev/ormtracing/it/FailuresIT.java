package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.it.blog.Account;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.ExhaustedPool;
import dev.ormtracing.it.fixture.FailureChain;
import dev.ormtracing.it.fixture.Hibernate8;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.testing.SpanTree;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The application gets the exception that it gets without tracing, and the trace tells where it came from. */
@EveryDatabase
class FailuresIT {

    private static final String CANARY = "canary-4711@example.org";
    private static final AttributeKey<String> STATUS_CODE = AttributeKey.stringKey("db.response.status_code");
    private static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");

    private final TracedUnit unit;

    FailuresIT(TracedUnit unit) {
        this.unit = unit;
    }

    enum Failure {
        UNIQUE_VIOLATION {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                sessions.inTransaction(session -> {
                    session.persist(new User(CANARY));
                    session.flush();
                });
            }
        },
        UNIQUE_VIOLATION_AT_COMMIT {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                sessions.inTransaction(session -> session.persist(new User(CANARY)));
            }
        },
        UNIQUE_VIOLATION_IN_NATIVE_SQL {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                sessions.inTransaction(session -> session.createNativeMutationQuery(
                                "insert into users (id, email) values (-1, :email)")
                        .setParameter("email", CANARY)
                        .executeUpdate());
            }
        },
        SQL_ERROR {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                sessions.inSession(session -> session.createNativeQuery("select * from nope", Object.class)
                        .getResultList());
            }
        },
        HQL_ERROR {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                sessions.inSession(session -> session.createQuery("from User u where u.nope = 1", User.class));
            }
        },
        NO_RESULT {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                sessions.inSession(session -> session.createQuery("from User u where u.id = -1", User.class)
                        .getSingleResult());
            }
        },
        NON_UNIQUE_RESULT {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                sessions.inSession(
                        session -> session.createQuery("from User", User.class).getSingleResult());
            }
        },
        OPTIMISTIC_LOCK {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                sessions.inTransaction(session -> {
                    session.find(Account.class, 1L).setBalance(2);
                    unit.given(other -> {
                        Account account = other.find(Account.class, 1L);
                        account.setBalance(account.getBalance() + 10);
                    });
                });
            }
        },
        LOST_CONNECTION {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                try {
                    sessions.inTransaction(session -> {
                        session.doWork(connection -> breakUp(unit, connection));
                        session.find(User.class, 1L);
                    });
                } finally {
                    unit.pool().getHikariPoolMXBean().softEvictConnections();
                }
            }
        },
        ABORTED_CONNECTION {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                try {
                    sessions.inTransaction(session -> {
                        session.doWork(connection -> {
                            connection.abort(Runnable::run);
                            breakUp(unit, connection); // H2 does nothing when it is told to abort
                        });
                        session.find(User.class, 1L);
                    });
                } finally {
                    unit.pool().getHikariPoolMXBean().softEvictConnections();
                }
            }
        },
        DEADLOCK {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                Throwable own;
                Throwable others;
                do {
                    // H2 looks for deadlocks on each thread for itself: at the same moment, both find it.
                    unit.traces().clear();
                    CyclicBarrier bothHaveOne = new CyclicBarrier(2);
                    CompletableFuture<Throwable> other = CompletableFuture.supplyAsync(
                            () -> catchThrowable(() -> renameBoth(sessions, bothHaveOne, CANARY, "bob@example.org")));
                    own = catchThrowable(() -> renameBoth(sessions, bothHaveOne, "bob@example.org", CANARY));
                    others = other.join();
                } while (unit.database() == Database.H2 && isDeadlock(own) && isDeadlock(others));
                assertThat(own == null).as("one is the victim").isNotEqualTo(others == null);
                throw (RuntimeException) (own == null ? others : own);
            }
        },
        APPLICATION {
            @Override
            void run(TracedUnit unit, SessionFactory sessions) {
                sessions.inTransaction(session -> {
                    session.persist(new User("new@example.org"));
                    throw new UnsupportedOperationException("of the application");
                });
            }
        };

        abstract void run(TracedUnit unit, SessionFactory sessions);

        /** No span below is an error for these. */
        boolean isAnswer() {
            return this == NO_RESULT || this == APPLICATION;
        }

        boolean isOfAStatement() {
            return name().startsWith("UNIQUE") || this == SQL_ERROR || this == DEADLOCK;
        }

        private static void renameBoth(
                SessionFactory sessions, CyclicBarrier bothHaveOne, String first, String second) {
            sessions.inTransaction(session -> {
                rename(session, first);
                awaitOther(bothHaveOne);
                rename(session, second);
            });
        }

        private static void rename(Session session, String email) {
            session.createMutationQuery("update User u set u.name = 'x' where u.email = :email")
                    .setParameter("email", email)
                    .executeUpdate();
        }

        private static boolean isDeadlock(@Nullable Throwable failure) {
            return failure != null && FailureChain.of(failure).toString().contains("40001");
        }

        private static void awaitOther(CyclicBarrier barrier) {
            try {
                barrier.await(2, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static void breakUp(TracedUnit unit, Connection connection) throws SQLException {
            connection.unwrap(unit.database().connectionType()).close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void exception_isTheOneThatIsThrownWithoutTracing(Failure failure) {
        prepare();
        List<String> untraced = FailureChain.of(catchThrowable(() -> failure.run(unit, unit.untraced())));

        List<String> traced = FailureChain.of(catchThrowable(() -> failure.run(unit, unit.sessions())));

        assertThat(traced).isNotEmpty().isEqualTo(untraced);
    }

    @ParameterizedTest
    @EnumSource
    void spans_thatFailedSaySo(Failure failure) {
        prepare();

        catchThrowable(() -> failure.run(unit, unit.sessions()));

        List<SpanTree> errors = unit.traces().stream().filter(SpanTree::isError).toList();
        assertThat(errors.isEmpty()).isEqualTo(failure.isAnswer());
        assertThat(errors).allSatisfy(span -> {
            assertThat(span.errorType()).isNotBlank();
            if ("compile".equals(span.type())) {
                return; // written afterwards, with the exception on the operation around it
            }
            assertThat(span.span().getEvents()).extracting(EventData::getName).containsExactly("exception");
            assertThat(span.span().getEvents().get(0).getAttributes().get(EXCEPTION_TYPE))
                    .isNotBlank();
        });
        if (failure.isOfAStatement()) {
            assertThat(errors)
                    .filteredOn(span -> "db_query".equals(span.type()))
                    .singleElement()
                    .satisfies(span -> assertThat(span.attribute(STATUS_CODE)).isNotBlank());
        }
    }

    @ParameterizedTest
    @EnumSource
    void spans_holdNoValueOfTheApplication(Failure failure) {
        prepare();

        catchThrowable(() -> failure.run(unit, unit.sessions()));

        assertThat(unit.traces().stream())
                .allSatisfy(span -> assertThat(span.span().toString())
                        .doesNotContain("canary-4711")
                        .doesNotContain("of the application"));
    }

    @Test
    void uniqueViolation_hasTheCodeOfTheDatabase() {
        prepare();

        catchThrowable(() -> Failure.UNIQUE_VIOLATION.run(unit, unit.sessions()));

        String code = unit.database().isMySqlLike() ? "1062" : "23505";
        assertThatTraces(unit.traces()).matchesTree(Hibernate8.tree("""
                transaction
                  start_transaction
                    connect
                  operation User.persist
                  operation flush ERROR org.hibernate.exception.ConstraintViolationException
                    serialize
                    db_query CLIENT insert users ERROR %s
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """.formatted(code)));
    }

    @Test
    void optimisticLock_isAnErrorOfTheFlushButNotOfTheStatement() {
        prepare();

        catchThrowable(() -> Failure.OPTIMISTIC_LOCK.run(unit, unit.sessions()));

        assertThatTraces(unit.traces()).matchesTree("""
                transaction ERROR ...
                  start_transaction
                    connect
                  operation Account.find
                    serialize
                    db_query CLIENT select accounts
                    hydrate
                  commit_transaction ERROR ...
                    flush ERROR ...
                      serialize
                      db_query CLIENT update accounts
                    db_query CLIENT ROLLBACK
                * operation Account.initialize
                  ...
                """); // Hibernate 6.6 loads what it mentions in the exception
    }

    @Test
    void exhaustedPool_isAnErrorOfConnect() throws SQLException {
        try (ExhaustedPool pool = new ExhaustedPool(unit, 1_000)) {
            List<String> expected = FailureChain.of(catchThrowable(() -> find(pool.untraced())));

            assertThat(FailureChain.of(catchThrowable(() -> find(pool.traced()))))
                    .isEqualTo(expected);
            assertThatTraces(unit.traces()).matchesTree("""
                    operation User.find ERROR org.hibernate.exception...
                      serialize
                      connect ERROR java.sql.SQLTransientConnectionException
                    """);
        }
    }

    @Test
    void exceptionOfTheApplication_isPassedOnAsItIs() {
        RuntimeException own = new UnsupportedOperationException();

        Throwable thrown = catchThrowable(() -> unit.transaction(session -> {
            throw own;
        }));

        assertThat(thrown).isSameAs(own);
        assertThatTraces(unit.traces()).matchesTree("""
                transaction
                  start_transaction
                    connect
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
    }

    private void prepare() {
        unit.given(session -> {
            session.persist(new User(CANARY));
            session.persist(new User("bob@example.org"));
            session.persist(new Account(1, 1));
        });
    }

    private static void find(SessionFactory sessions) {
        sessions.inSession(session -> session.find(User.class, 1L));
    }
}
