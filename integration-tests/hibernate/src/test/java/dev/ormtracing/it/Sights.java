package dev.ormtracing.it;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.ExecutingStatement;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.Session;

/** What traces may show of an application, in the order of the table of modes. */
final class Sights {

    /**
     * @param what as the table says it
     * @param isSeen of the traces of the work
     */
    record Sight(String what, Scenario.Work work, Predicate<Traces> isSeen) {}

    private static final int LOADS = 6;

    private Sights() {}

    static List<Sight> all() {
        List<String> received = new ArrayList<>();
        return List.of(
                new Sight("operations on entities, with their time", find(), has("name", "User.find")),
                new Sight(
                        "the method of a load: `get`, `byId`, `byNaturalId`",
                        (unit, blog) -> unit.session(session -> session.get(User.class, blog.ada())),
                        has("name", "User.get")),
                new Sight(
                        "queries with entity, method and HQL",
                        (unit, blog) -> unit.session(session -> session.createSelectionQuery("from User", User.class)
                                .getResultList()),
                        any(span -> "User.getResultList".equals(span.attribute("name"))
                                && "from User".equals(span.attribute("orm.query.text")))),
                new Sight(
                        "the `compile` of a query",
                        (unit, blog) -> unit.session(
                                session -> session.createSelectionQuery("select name from User", String.class)
                                        .getResultList()),
                        any(span -> isOf(span, "compile"))),
                new Sight("`serialize` and `hydrate`", find(), any(span -> isOf(span, "hydrate"))),
                new Sight("waiting for a connection: `connect`", find(), any(span -> isOf(span, "connect"))),
                new Sight(
                        "lazy loads by role",
                        (unit, blog) -> unit.session(session ->
                                session.find(User.class, blog.ada()).getPosts().size()),
                        has("name", "User.posts.initialize")),
                new Sight(
                        "what has loaded the owner of a lazy load",
                        (unit, blog) -> unit.session(session ->
                                session.find(User.class, blog.ada()).getPosts().size()),
                        any(span -> !span.span().getLinks().isEmpty())),
                new Sight(
                        "transactions with their outcome",
                        (unit, blog) -> unit.transaction(session -> {}),
                        has("orm.transaction.outcome", "committed")),
                new Sight(
                        "flushes",
                        (unit, blog) -> unit.transaction(session -> session.persist(new Tag("history"))),
                        any(span -> isOf(span, "flush"))),
                new Sight(
                        "the entity of a stateless write",
                        (unit, blog) -> unit.sessions().inStatelessTransaction(session -> {
                            session.setJdbcBatchSize(1); // Hibernate 6.6 leaves what it has prepared to the commit
                            session.insert(new Profile("Short."));
                        }),
                        has("name", "Profile.insert")),
                new Sight(
                        "statements of Hibernate, by summary",
                        find(),
                        any(span -> "select users".equals(span.attribute("db.query.summary"))
                                || String.valueOf(span.attribute("orm.statement.summaries"))
                                        .contains("select users"))),
                new Sight("how long a statement takes", find(), any(span -> isOf(span, "db_query"))),
                new Sight(
                        "the failure of a statement",
                        (unit, blog) ->
                                unit.session(session -> session.createNativeQuery("select 1 from missing", Long.class)
                                        .getResultList()),
                        any(span -> isOf(span, "db_query") && span.isError())),
                new Sight(
                        "the size of a batch",
                        Sights::batch,
                        any(span -> span.attribute("db.operation.batch.size") != null)),
                new Sight(
                        "calls of stored procedures",
                        (unit, blog) ->
                                unit.transaction(session -> session.createNamedStoredProcedureQuery("User.rename")
                                        .setParameter("new_name", "Nobody")
                                        .execute()),
                        any(span -> "call rename_users".equals(span.attribute("db.query.summary"))
                                || String.valueOf(span.attribute("orm.statement.summaries"))
                                        .contains("call rename_users"))),
                new Sight(
                        "JDBC of the application in `doWork`",
                        (unit, blog) -> unit.session(session -> session.doWork(connection -> {
                            try (var statement = connection.createStatement()) {
                                statement.executeQuery("select count(*) from users");
                            }
                        })),
                        any(span -> "select users".equals(span.attribute("db.query.summary")))),
                new Sight(
                        "`COMMIT`",
                        (unit, blog) -> unit.transaction(Session::flush),
                        has("db.query.summary", "COMMIT")),
                new Sight("N+1", Sights::repeat, any(span -> span.attribute("orm.n_plus_one.count") != null)),
                new Sight(
                        "SQL comments with the tags of the application",
                        (unit, blog) -> unit.session(session -> received.add(
                                session.createNativeQuery(ExecutingStatement.of(unit.database()), String.class)
                                        .getSingleResult())),
                        traces -> last(received).contains("route=")),
                new Sight(
                        "SQL comments with the operation",
                        (unit, blog) -> unit.session(session -> received.add(
                                session.createNativeQuery(ExecutingStatement.of(unit.database()), String.class)
                                        .getSingleResult())),
                        traces -> last(received).contains("orm=")));
    }

    private static Scenario.Work find() {
        return (unit, blog) -> unit.session(session -> session.find(User.class, blog.ada()));
    }

    private static void batch(TracedUnit unit, Blog blog) {
        unit.transaction(session -> {
            session.setJdbcBatchSize(10);
            List.of("one", "two", "three").forEach(name -> session.persist(new Tag(name)));
        });
    }

    private static void repeat(TracedUnit unit, Blog blog) {
        unit.session(session -> {
            for (int i = 0; i < LOADS; i++) {
                session.clear();
                session.find(User.class, blog.ada());
            }
        });
    }

    private static String last(List<String> texts) {
        return texts.get(texts.size() - 1);
    }

    private static boolean isOf(SpanTree span, String type) {
        return type.equals(span.type());
    }

    private static Predicate<Traces> has(String attribute, String value) {
        return any(span -> value.equals(span.attribute(attribute)));
    }

    private static Predicate<Traces> any(Predicate<SpanTree> seen) {
        return traces -> traces.stream().anyMatch(seen);
    }
}
