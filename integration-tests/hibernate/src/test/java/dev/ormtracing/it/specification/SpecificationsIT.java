package dev.ormtracing.it.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.LoggedLines;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TreeFormat;
import jakarta.persistence.TransactionRequiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.query.KeyedPage;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.specification.MutationSpecification;
import org.hibernate.query.specification.SelectionSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A specification makes its query past the session, of a class of Hibernate's own. It leaves the tree of any query. Its
 * factory is that of no other test: a plan cache that has been cleared often forgets at random.
 */
@EveryDatabase(settings = "hibernate.query.plan_cache_max_size=4096")
class SpecificationsIT {

    private static final String HQL = "from User u where u.email like '%@example.org' order by u.email";
    private static final String RENAME = "update User u set u.name = 'x' where u.email = 'nobody'";

    private static final TreeFormat FORMAT = TreeFormat.standard()
            .withFullNames()
            .withAttributes(
                    "model",
                    "method",
                    "name",
                    "error.type",
                    "orm.result.count",
                    "orm.query.plan_cache",
                    "orm.flush.cause",
                    "orm.flush.entities",
                    "orm.load",
                    "orm.entity",
                    "orm.lock_mode",
                    "orm.cursor.leaked",
                    "orm.rows.read",
                    "orm.entities.loaded");

    private final TracedUnit unit;

    SpecificationsIT(TracedUnit unit) {
        this.unit = unit;
    }

    private record Execution(String name, BiConsumer<Session, SelectionQuery<User>> run) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Execution execution(String name, Consumer<SelectionQuery<User>> run) {
        return new Execution(name, (session, query) -> run.accept(query));
    }

    static List<Execution> executions() {
        return List.of(
                execution("list", SelectionQuery::list),
                execution("getResultList", SelectionQuery::getResultList),
                execution("getSingleResult", query -> query.setMaxResults(1).getSingleResult()),
                execution("getSingleResult of many", SelectionQuery::getSingleResult),
                execution("getSingleResult of none", query -> none(query).getSingleResult()),
                execution(
                        "getSingleResultOrNull", query -> query.setMaxResults(1).getSingleResultOrNull()),
                execution("getSingleResultOrNull of none", query -> none(query).getSingleResultOrNull()),
                execution("uniqueResult", query -> query.setMaxResults(1).uniqueResult()),
                execution("uniqueResult of many", SelectionQuery::uniqueResult),
                execution(
                        "uniqueResultOptional", query -> query.setMaxResults(1).uniqueResultOptional()),
                execution("getResultCount", SelectionQuery::getResultCount),
                execution("page", query -> query.setPage(Page.page(1, 1)).getResultList()),
                execution("stream", SpecificationsIT::stream),
                execution("getResultStream", SpecificationsIT::resultStream),
                execution("scroll", SpecificationsIT::scroll),
                execution("scroll that is left open", query -> query.scroll().next()),
                execution(
                        "executed twice",
                        query -> Stream.of(query.list(), query.list()).count()),
                new Execution("calls in a transformer", SpecificationsIT::callsInTransformer),
                new Execution("stream with a transformer", SpecificationsIT::streamWithTransformer),
                execution(
                        "failing transformer",
                        query -> transformed(query, SpecificationsIT::fail).list()),
                execution("failing transformer of a scroll", query -> {
                    try (var rows = transformed(query, SpecificationsIT::fail).scroll()) {
                        rows.next();
                    }
                }),
                new Execution("failing flush", failingFlush(SelectionQuery::list)),
                new Execution("failing flush of a scroll", failingFlush(SelectionQuery::scroll)),
                new Execution("failing flush of a count", failingFlush(SelectionQuery::getResultCount)),
                new Execution("query after it", (session, query) -> {
                    query.list();
                    session.createQuery("from Post", Post.class).getResultList();
                }),
                new Execution("find after a failed count", (session, query) -> {
                    failingFlush(SelectionQuery::getResultCount).accept(session, query);
                    catchThrowable(() -> session.find(User.class, 1L));
                }));
    }

    @ParameterizedTest
    @MethodSource("executions")
    void query_leavesTheTreeOfAnyQuery(Execution execution) {
        String expected = trees(execution, session -> session.createSelectionQuery(HQL, User.class));

        try (LoggedLines log = new LoggedLines("dev.ormtracing")) {
            assertThat(trees(execution, session -> users().createQuery(session)))
                    .isEqualTo(expected)
                    .contains("User.");
            assertThat(log.inFull()).isEmpty();
        }
    }

    @Test
    void query_isHibernatesOwn() {
        unit.session(session -> {
            assertThat(users().createQuery(session).getClass().getName()).startsWith("org.hibernate.");
            assertThat(rename().createQuery(session).getClass().getName()).startsWith("org.hibernate.");
        });
    }

    @Test
    void query_isNamedByItsEntity() {
        unit.given(Blog::persistIn);
        unit.transaction(session -> {
            session.persist(new User("zoe@example.org"));
            users().createQuery(session).getResultList();
        });

        unit.expect(TreeFormat.standard().withAttributes("orm.result.count", "orm.query.plan_cache"), """
                transaction
                  start_transaction
                    connect
                  ...
                  operation User.getResultList orm.result.count=4 orm.query.plan_cache=miss
                    compile
                    serialize
                    flush
                      serialize
                      db_query CLIENT insert users
                    serialize
                    db_query CLIENT select users
                    hydrate
                  commit_transaction
                    ...
                """);
    }

    @Test
    void mutation_leavesTheTreeOfAnyMutation() {
        String expected = mutated(session -> session.createMutationQuery(RENAME));

        assertThat(mutated(session -> rename().createQuery(session)))
                .isEqualTo(expected)
                .contains("name=User.executeUpdate");
    }

    @Test
    void mutationWithoutTransaction_isAFailedOperation() {
        assertThat(failureOf(() ->
                        unit.session(session -> rename().createQuery(session).executeUpdate())))
                .isEqualTo(TransactionRequiredException.class.getName());

        unit.expect(TreeFormat.standard().withAttributes("error.type"), """
                operation executeUpdate error.type=jakarta.persistence.TransactionRequiredException ERROR jakarta.persistence.TransactionRequiredException
                  ...
                """);
    }

    /** Hibernate caches the plans of a specification's pages, and none of other ones. */
    @Test
    void keyedPages_tellTheirResults() {
        unit.given(Blog::persistIn);
        unit.session(session -> {
            KeyedPage<User> page = Page.first(2).keyedBy(Order.asc(User.class, "id"));
            while (page != null) {
                page = users().createQuery(session).getKeyedResultList(page).getNextPage();
            }
        });

        assertThat(unit.traces().operations().stream()
                        .map(operation -> operation.attribute("name") + " " + operation.attribute("orm.result.count")))
                .containsExactly("User.getKeyedResultList 2", "User.getKeyedResultList 1");
    }

    @Test
    void statelessQuery_leavesTheTreeOfAnyQuery() {
        String expected = stateless(session -> session.createSelectionQuery(HQL, User.class)::getResultList);

        assertThat(stateless(session -> users().createQuery(session)::getResultList))
                .isEqualTo(expected)
                .contains("name=User.getResultList");
    }

    @Test
    void openTransaction_isParentOfTheQuery() {
        unit.given(Blog::persistIn);
        unit.transaction(session -> {
            users().createQuery(session).setMaxResults(0).getResultList();
            users().createQuery(session).setMaxResults(0).scroll();
            users().createQuery(session).getResultList();
        });

        assertThat(unit.traces().operations().stream().map(operation -> operation.attribute("name")))
                .containsExactly("getResultList", "scroll", "User.getResultList");
        assertThat(unit.traces().trees()).hasSize(1);
    }

    /** What is left in transactions and out of them, when the query is compiled and when its plan is cached. */
    private String trees(Execution execution, Function<Session, SelectionQuery<User>> create) {
        prepare();
        List<String> failures = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            String email = "zoe" + run + "@example.org";
            failures.add(failureOf(() -> unit.transaction(session -> {
                SelectionQuery<User> query = create.apply(session);
                session.persist(new User(email));
                execution.run().accept(session, query);
            })));
            failures.add(failureOf(
                    () -> unit.session(session -> execution.run().accept(session, create.apply(session)))));
        }
        return text() + failures;
    }

    private String mutated(Function<Session, MutationQuery> create) {
        prepare();
        for (int run = 0; run < 2; run++) {
            unit.transaction(session -> {
                MutationQuery query = create.apply(session);
                session.persist(new User("zoe" + session.hashCode() + "@example.org"));
                query.executeUpdate();
            });
        }
        return text();
    }

    private String stateless(Function<StatelessSession, Runnable> work) {
        prepare();
        for (int run = 0; run < 2; run++) {
            unit.sessions()
                    .inStatelessTransaction(session -> work.apply(session).run());
            unit.sessions().inStatelessSession(session -> work.apply(session).run());
        }
        return text();
    }

    /** But for the parsing of HQL, which is an operation where the session does it. */
    private String text() {
        return unit.traces().text(FORMAT).replaceAll("(?m)^ *orm:client:operation .*createQuery .*\n.*:compile\n", "");
    }

    private void prepare() {
        unit.reset();
        unit.given(Blog::persistIn);
    }

    private static String failureOf(Runnable work) {
        Throwable failure = catchThrowable(work::run);
        return failure == null ? "none" : failure.getClass().getName();
    }

    private static SelectionSpecification<User> users() {
        return SelectionSpecification.create(User.class, "from User u where u.email like '%@example.org'")
                .sort(Order.asc(User.class, "email"));
    }

    private static MutationSpecification<User> rename() {
        return MutationSpecification.create(User.class, RENAME);
    }

    private static SelectionQuery<User> none(SelectionQuery<User> query) {
        return query.setFirstResult(100);
    }

    private static void stream(SelectionQuery<User> query) {
        try (Stream<User> users = query.stream()) {
            users.limit(1).forEach(user -> {});
        }
    }

    private static void resultStream(SelectionQuery<User> query) {
        query.getResultStream().forEach(user -> {});
    }

    private static void scroll(SelectionQuery<User> query) {
        try (ScrollableResults<User> users = query.scroll(ScrollMode.FORWARD_ONLY)) {
            while (users.next()) {
                users.get();
            }
        }
    }

    /** Each of these tells the session that an operation is over. */
    private static void callsInTransformer(Session session, SelectionQuery<User> query) {
        transformed(query, user -> call(session, user)).getResultList();
    }

    private static void streamWithTransformer(Session session, SelectionQuery<User> query) {
        try (Stream<User> users = transformed(query, user -> call(session, user)).stream()) {
            users.forEach(user -> {});
        }
    }

    private static void call(Session session, User user) {
        session.find(Profile.class, 0L);
        users().createQuery(session).getResultCount();
        session.createQuery("from Post", Post.class).setMaxResults(1).getResultList();
        session.getReference(User.class, user.getId());
        catchThrowable(() -> session.find(User.class, "no id"));
        try (var other = session.getSessionFactory().openSession()) {
            other.find(User.class, user.getId());
        }
    }

    private static SelectionQuery<User> transformed(SelectionQuery<User> query, Consumer<User> each) {
        return query.setTupleTransformer((tuple, aliases) -> {
            each.accept((User) tuple[0]);
            return (User) tuple[0];
        });
    }

    private static void fail(User user) {
        throw new IllegalStateException("failed for " + user.getId());
    }

    private static BiConsumer<Session, SelectionQuery<User>> failingFlush(Consumer<SelectionQuery<User>> execution) {
        return (session, query) -> {
            session.persist(new User("ada@example.org"));
            execution.accept(query);
        };
    }
}
