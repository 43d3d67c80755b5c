package dev.ormtracing.it.parity;

import static dev.ormtracing.it.parity.PrismaCase.row;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.TracedUnit;
import jakarta.persistence.PersistenceException;
import java.util.List;
import org.hibernate.Session;

final class TransactionCases {

    private static final String BEGUN_FIRST =
            "a transaction begins before its first operation and ends after its last, and writes when it commits";

    private TransactionCases() {}

    static List<PrismaCase> all() {
        return List.of(
                row("$transaction([create, findMany])", TransactionCases::createAndFindMany, """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.persist
                          prisma:client:operation User.createQuery
                            prisma:client:compile
                          prisma:client:operation User.getResultList
                            prisma:client:compile
                            prisma:client:serialize
                            prisma:client:flush
                              prisma:client:serialize
                              prisma:client:db_query CLIENT insert users
                            prisma:client:serialize
                            prisma:client:db_query CLIENT select users
                            prisma:client:hydrate
                          prisma:client:commit_transaction
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause(BEGUN_FIRST + "; the query forces a flush"),
                row(
                                "$transaction([3 x findUnique]) compacted?",
                                (unit, blog) -> unit.transaction(session -> List.of(blog.ada(), blog.bob(), blog.eve())
                                        .forEach(id -> session.find(User.class, id))),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.find
                            prisma:client:serialize
                            prisma:client:db_query CLIENT select users
                            prisma:client:hydrate
                          prisma:client:operation User.find
                            prisma:client:serialize
                            prisma:client:db_query CLIENT select users
                            prisma:client:hydrate
                          prisma:client:operation User.find
                            prisma:client:serialize
                            prisma:client:db_query CLIENT select users
                            prisma:client:hydrate
                          prisma:client:commit_transaction
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause("JPA does not merge calls into one statement"),
                row("$transaction([ok, failing]) rollback", TransactionCases::failingCommit, """
                        prisma:client:transaction ERROR org.hibernate.exception.ConstraintViolationException
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.persist
                          prisma:client:commit_transaction ERROR org.hibernate.exception.ConstraintViolationException
                            prisma:client:flush ERROR org.hibernate.exception.ConstraintViolationException
                              prisma:client:serialize
                              prisma:client:db_query CLIENT BATCH insert users ERROR ...
                            prisma:client:db_query CLIENT ROLLBACK
                        """)
                        .differsBecause(BEGUN_FIRST),
                row("interactive $transaction commit", TransactionCases::createAndFindMany, """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.persist
                          prisma:client:operation User.createQuery
                            prisma:client:compile
                          prisma:client:operation User.getResultList
                            prisma:client:compile
                            prisma:client:serialize
                            prisma:client:flush
                              prisma:client:serialize
                              prisma:client:db_query CLIENT insert users
                            prisma:client:serialize
                            prisma:client:db_query CLIENT select users
                            prisma:client:hydrate
                          prisma:client:commit_transaction
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause("JPA writes when a query or the commit needs it"),
                row("interactive $transaction rollback (user throws)", TransactionCases::applicationFails, """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.persist
                          prisma:client:rollback_transaction
                            prisma:client:db_query CLIENT ROLLBACK
                        """)
                        .differsBecause("what is rolled back before a flush was never written"));
    }

    private static void createAndFindMany(TracedUnit unit, Blog blog) {
        unit.transaction(session -> {
            session.persist(new User("new@example.org"));
            session.createSelectionQuery("from User u where u.email = :email", User.class)
                    .setParameter("email", "new@example.org")
                    .getResultList();
        });
    }

    private static void failingCommit(TracedUnit unit, Blog blog) {
        assertThatThrownBy(() -> unit.transaction(session -> {
                    session.persist(new User("new@example.org"));
                    session.persist(new User("ada@example.org"));
                }))
                .isInstanceOf(PersistenceException.class);
    }

    private static void applicationFails(TracedUnit unit, Blog blog) {
        assertThatThrownBy(() -> unit.transaction(TransactionCases::persistAndThrow))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static void persistAndThrow(Session session) {
        session.persist(new User("new@example.org"));
        throw new UnsupportedOperationException();
    }
}
