package dev.ormtracing.it.parity;

import static dev.ormtracing.it.parity.PrismaCase.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.TracedUnit;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** Raw statements, the life of the client, failures, context. */
final class OtherCases {

    private OtherCases() {}

    static List<PrismaCase> all() {
        return List.of(
                row("$disconnect", OtherCases::close, """
                        prisma:client:disconnect
                        """),
                row(
                        "first connect explicit then again (already connected)",
                        (unit, blog) -> unit.session(
                                session -> assertThat(session.isConnected()).isTrue()),
                        """
                        """),
                row(
                        "$queryRaw",
                        (unit, blog) -> unit.session(session -> assertThat(
                                        session.createNativeQuery("select name from users where id = :id", Object.class)
                                                .setParameter("id", blog.ada())
                                                .getResultList())
                                .hasSize(1)),
                        """
                        prisma:client:operation getResultList
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select users
                          prisma:client:hydrate
                        """),
                row(
                        "$queryRawUnsafe",
                        (unit, blog) -> unit.session(session -> session.createNativeQuery("select 1 as a", Object.class)
                                .getResultList()),
                        """
                        prisma:client:operation getResultList
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select
                          prisma:client:hydrate
                        """),
                row(
                                "$executeRaw",
                                (unit, blog) -> unit.transaction(session -> session.createNativeMutationQuery(
                                                "update users set name = :name where id = :id")
                                        .setParameter("name", "Augusta Ada")
                                        .setParameter("id", blog.ada())
                                        .executeUpdate()),
                                """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation executeUpdate
                            prisma:client:serialize
                            prisma:client:db_query CLIENT update users
                          prisma:client:commit_transaction
                            prisma:client:db_query CLIENT COMMIT
                        """)
                        .differsBecause("JPA demands a transaction for a mutation"),
                row("unique violation (create)", OtherCases::uniqueViolation, """
                        prisma:client:transaction
                          prisma:client:start_transaction
                            prisma:client:connect
                          prisma:client:operation User.persist
                          prisma:client:operation flush ERROR org.hibernate.exception.ConstraintViolationException
                            prisma:client:serialize
                            prisma:client:db_query CLIENT insert users ERROR ...
                          prisma:client:rollback_transaction
                            prisma:client:db_query CLIENT ROLLBACK
                        """)
                        .differsBecause("persist and the flush that fails are two calls, in a transaction"),
                row("SQL error ($queryRaw)", OtherCases::sqlError, """
                        prisma:client:operation getResultList ERROR org.hibernate.exception.SQLGrammarException
                          prisma:client:serialize
                          prisma:client:connect
                          prisma:client:db_query CLIENT select nope ERROR ...
                        """),
                row("validation error (bad arg)", OtherCases::invalidQuery, """
                        prisma:client:operation createQuery ERROR ...
                          prisma:client:compile ERROR ...
                        """)
                        .differsBecause("an invalid query is found by compiling it"),
                row("lazy promise created but not awaited", OtherCases::queryWithoutResult, """
                        """),
                row(
                                "custom parent span",
                                (unit, blog) ->
                                        Requests.under(unit, "parent", () -> unit.session(session -> count(session))),
                                """
                        parent
                          prisma:client:operation User.createQuery
                            prisma:client:compile
                          prisma:client:operation User.getSingleResult
                            prisma:client:compile
                            prisma:client:serialize
                            prisma:client:connect
                            prisma:client:db_query CLIENT select users
                            prisma:client:hydrate
                        """)
                        .differsBecause("the query is not in the cache here"),
                row("connection refused", OtherCases::connectionRefused, """
                        prisma:client:operation User.find ERROR org.hibernate.exception.GenericJDBCException
                          prisma:client:serialize
                          prisma:client:connect ERROR java.sql.SQLException
                        prisma:client:disconnect
                        """)
                        .differsBecause("without a connection there is no statement to show"));
    }

    private static void close(TracedUnit unit, Blog blog) {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(unit.recorder().openTelemetry())
                .spanNamePrefix("prisma:client:")
                .build();
        TracedUnit.create(unit.database(), unit.pool(), unit.pool(), unit.recorder(), tracing, Map.of())
                .close();
    }

    private static void uniqueViolation(TracedUnit unit, Blog blog) {
        assertThatThrownBy(() -> unit.transaction(session -> {
                    session.persist(new User("ada@example.org"));
                    session.flush();
                }))
                .isInstanceOf(PersistenceException.class);
    }

    private static void sqlError(TracedUnit unit, Blog blog) {
        unit.session(session -> {
            var query = session.createNativeQuery("select * from nope", Object.class);
            assertThatThrownBy(query::getResultList).isInstanceOf(PersistenceException.class);
        });
    }

    private static void invalidQuery(TracedUnit unit, Blog blog) {
        unit.session(
                session -> assertThatThrownBy(() -> session.createQuery("from User u where u.nope = 1", User.class))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    private static void queryWithoutResult(TracedUnit unit, Blog blog) {
        unit.session(session -> session.createNativeQuery("select 1 as a", Object.class));
    }

    private static void connectionRefused(TracedUnit unit, Blog blog) {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(unit.recorder().openTelemetry())
                .spanNamePrefix("prisma:client:")
                .build();
        try (var pool = unit.database().newPool(2, 10_000);
                var refused = TracedUnit.create(unit.database(), pool, pool, unit.recorder(), tracing, Map.of())) {
            pool.close();
            refused.session(session -> assertThatThrownBy(() -> session.find(User.class, blog.ada()))
                    .isInstanceOf(PersistenceException.class));
        }
    }

    private static long count(Session session) {
        return session.createSelectionQuery("select count(*) from User", Long.class)
                .getSingleResult();
    }
}
