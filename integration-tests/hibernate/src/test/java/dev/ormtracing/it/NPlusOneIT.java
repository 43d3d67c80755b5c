package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.EventData;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.query.KeyedPage;
import org.hibernate.query.KeyedResultList;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read again and again below one parent is told of there, and what only looks like it is not. */
@EveryDatabase
class NPlusOneIT {

    private static final AttributeKey<List<String>> SUBJECTS = AttributeKey.stringArrayKey("orm.n_plus_one");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("orm.n_plus_one.count");
    private static final AttributeKey<List<Long>> COUNTS = AttributeKey.longArrayKey("orm.n_plus_one.counts");
    private static final AttributeKey<Double> DURATION = AttributeKey.doubleKey("orm.n_plus_one.duration");

    private final TracedUnit unit;

    NPlusOneIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void lazyCollectionOfEveryOwner_isToldOnTheTransaction() {
        givenUsers(6);

        unit.transaction(session -> users(session).forEach(user -> Hibernate.initialize(user.getPosts())));

        SpanTree transaction = unit.traces().trees().get(0);
        assertThat(transaction.attribute(SUBJECTS)).containsExactly("User.posts");
        assertThat(transaction.attribute(COUNT)).isEqualTo(6);
        assertThat(told(transaction))
                .containsExactly("User.posts 6 times after User.getResultList: join fetch User.posts, @BatchSize on it,"
                        + " or an entity graph");
        assertThat(transaction.span().getEvents().get(0).getAttributes().get(DURATION))
                .isPositive()
                .isLessThan(60);
        unit.expect("""
                transaction
                  start_transaction
                    connect
                  operation User.createQuery
                    compile
                  operation User.getResultList
                    ...
                  + operation User.posts.initialize
                    serialize
                    db_query CLIENT select posts
                    hydrate
                  commit_transaction
                    * serialize
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void proxyOfEveryOwner_isToldOnTheTransaction() {
        givenUsers(5);

        unit.transaction(session -> users(session).forEach(user -> Hibernate.initialize(user.getProfile())));

        assertThat(told(unit.traces().trees().get(0)))
                .containsExactly("Profile 5 times after User.getResultList: join fetch of the association to Profile,"
                        + " @BatchSize on the class Profile, or an entity graph");
        unit.traces().clear();
    }

    @Test
    void findInALoop_isTold() {
        List<Long> ids = givenUsers(5);

        unit.transaction(session -> ids.forEach(id -> session.find(User.class, id)));

        assertThat(told(unit.traces().trees().get(0)))
                .containsExactly(
                        "User.find 5 times after null: findMultiple (byMultipleIds), or a query with an IN" + " list");
        unit.traces().clear();
    }

    @Test
    void queryInALoop_isTold() {
        List<Long> ids = givenUsers(5);

        unit.transaction(
                session -> ids.forEach(id -> session.createQuery("from Post p where p.author.id = :author", Post.class)
                        .setParameter("author", id)
                        .getResultList()));

        assertThat(told(unit.traces().trees().get(0)))
                .containsExactly("Post.getResultList 5 times after null: one query with a join or an IN list");
        unit.traces().clear();
    }

    @Test
    void openInView_isToldOnTheRequest() {
        givenUsers(6);

        inRequest(() -> unit.session(session -> {
            List<User> users = users(session);
            users.forEach(user -> Hibernate.initialize(user.getPosts()));
        }));

        SpanTree request = unit.traces().trees().get(0);
        assertThat(request.name()).isEqualTo("request");
        assertThat(request.attribute(COUNT)).isEqualTo(6);
        assertThat(told(request)).singleElement().asString().startsWith("User.posts 5 times after User.getResultList");
        assertThatThrownBy(() -> assertThatTraces(unit.traces()).assertNoNPlusOne())
                .hasMessageContaining("User.posts (at least 5 times")
                .hasMessageContaining("remedy: join fetch User.posts")
                .hasMessageContaining("operation User.posts.initialize");
        unit.traces().clear();
    }

    @Test
    void sessionForEveryTurn_isToldOnTheRequest() {
        List<Long> ids = givenUsers(6);

        inRequest(() -> ids.forEach(id -> unit.transaction(session -> session.find(User.class, id))));

        SpanTree request = unit.traces().trees().get(0);
        assertThat(request.attribute(SUBJECTS)).containsExactly("User.find");
        assertThat(request.attribute(COUNT)).isEqualTo(6);
        unit.traces().clear();
    }

    @Test
    void transactionThatChangesSomethingForEveryTurn_isNone() {
        List<Long> ids = givenUsers(12);

        inRequest(() -> ids.forEach(
                id -> unit.transaction(session -> session.find(User.class, id).setName("turn " + id))));

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void retries_areNone() {
        List<Long> ids = givenUsers(2);

        inRequest(() -> {
            for (int i = 0; i < 6; i++) {
                unit.session(session -> {
                    session.beginTransaction();
                    ids.forEach(id -> session.find(User.class, id));
                    session.getTransaction().rollback();
                });
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32})
    void pagesByOffset_areNone(int pages) {
        givenUsers(2 * pages);

        unit.transaction(session -> {
            for (int page = 0; page < pages; page++) {
                assertThat(session.createQuery("from User u order by u.id", User.class)
                                .setFirstResult(2 * page)
                                .setMaxResults(2)
                                .getResultList())
                        .hasSize(2);
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32})
    void pagesFromTheLastKeyOn_areNone(int pages) {
        givenUsers(2 * pages);

        unit.transaction(session -> {
            long last = 0;
            for (int page = 0; page < pages; page++) {
                List<User> users = session.createQuery("from User u where u.id > :last order by u.id", User.class)
                        .setParameter("last", last)
                        .setMaxResults(2)
                        .getResultList();
                last = users.get(1).getId();
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void keyedPages_areNone() {
        givenUsers(12);

        unit.transaction(session -> {
            KeyedPage<User> page = Page.first(1).keyedBy(Order.asc(User.class, "id"));
            while (page != null) {
                KeyedResultList<User> users =
                        session.createSelectionQuery("from User", User.class).getKeyedResultList(page);
                page = users.isLastPage() ? null : users.getNextPage();
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void nativePages_areNone() {
        givenUsers(12);

        unit.transaction(session -> {
            for (int page = 1; page < 12; page++) {
                session.createNativeQuery("select * from users order by id limit 1 offset :page", User.class)
                        .setParameter("page", page)
                        .getResultList();
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void pagesAndTheirCounts_areNone() {
        givenUsers(14);

        inRequest(() -> {
            for (int page = 0; page < 7; page++) {
                int first = 2 * page;
                unit.transaction(session -> page(session, first, "User"));
            }
        });
        unit.transaction(session -> {
            for (int first = 0; first < 14; first += 2) {
                page(session, first, "User");
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        assertThatTraces(unit.traces()).assertNoNPlusOne(4);
        unit.traces().clear();
    }

    @Test
    void countsOfSomethingElseBesidePages_areTold() {
        givenUsers(14);

        unit.transaction(session -> {
            for (int first = 0; first < 14; first += 2) {
                page(session, first, "Post");
            }
        });

        assertThat(unit.traces().trees().get(0).attribute(SUBJECTS)).containsExactly("Post.getSingleResult");
        assertThatThrownBy(() -> assertThatTraces(unit.traces()).assertNoNPlusOne(2))
                .hasMessageContaining("Post.getSingleResult (7 times");
        unit.traces().clear();
    }

    private static void page(Session session, int first, String counted) {
        session.createQuery("from User u where u.id > 0 order by u.id", User.class)
                .setFirstResult(first)
                .setMaxResults(2)
                .getResultList();
        session.createQuery("select count(*) from " + counted + " c where c.id > :least", Long.class)
                .setParameter("least", 0L)
                .getSingleResult();
    }

    @Test
    void chunksOfALongList_areNone() {
        List<Long> ids = givenUsers(60);

        unit.transaction(session -> {
            for (int first = 0; first < 60; first += 10) {
                session.createQuery("from User u where u.id in (:ids)", User.class)
                        .setParameterList("ids", ids.subList(first, first + 10))
                        .getResultList();
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        assertThatTraces(unit.traces()).assertNoNPlusOne(2);
        unit.traces().clear();
    }

    @Test
    void nativeQueryWithoutAnEntity_isToldByItsStatement() {
        List<Long> ids = givenUsers(5);

        unit.transaction(session ->
                ids.forEach(id -> session.createNativeQuery("select name from users where id = :id", String.class)
                        .setParameter("id", id)
                        .getResultList()));

        assertThat(told(unit.traces().trees().get(0)))
                .containsExactly("select users 5 times after null: one query with a join or an IN list");
        assertThatThrownBy(() -> assertThatTraces(unit.traces()).assertNoNPlusOne(2))
                .hasMessageContaining("select users (5 times");
        unit.traces().clear();
    }

    @Test
    void lastRowOfEveryOwner_isTold() {
        List<Long> ids = givenUsers(5);

        unit.transaction(session -> ids.forEach(
                id -> session.createQuery("from Post p where p.author.id = :author order by p.id desc", Post.class)
                        .setParameter("author", id)
                        .setMaxResults(1)
                        .getResultList()));

        assertThat(told(unit.traces().trees().get(0))).hasSize(1);
        unit.traces().clear();
    }

    @Test
    void pollWithoutParameters_isNone() {
        givenUsers(1);

        inRequest(() -> {
            for (int i = 0; i < 12; i++) {
                unit.transaction(session -> session.createQuery("from User u where u.name is null", User.class)
                        .getResultList());
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void removalsInALoop_areNone() {
        givenUsers(6);

        unit.transaction(session -> users(session).forEach(session::remove));

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void proxiesAfterOtherLazyLoads_areToldAfterWhatTheirLinkLeadsTo() {
        givenUsers(6);

        unit.transaction(session -> users(session).forEach(user -> {
            Hibernate.initialize(user.getPosts());
            Hibernate.initialize(user.getProfile());
        }));

        SpanTree transaction = unit.traces().trees().get(0);
        assertThat(transaction.attribute(SUBJECTS)).containsExactlyInAnyOrder("User.posts", "Profile");
        assertThat(transaction.attribute(COUNTS)).containsExactly(6L, 6L);
        assertThat(told(transaction))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event).contains(" 6 times after User.getResultList: "));
        unit.traces().clear();
    }

    @Test
    void plainJdbcInAnOperation_isToldOnIt() {
        List<Long> ids = givenUsers(5);

        unit.transaction(session -> session.doWork(connection -> {
            for (Long id : ids) {
                try (PreparedStatement select = connection.prepareStatement("select name from users where id = ?")) {
                    select.setLong(1, id);
                    select.executeQuery().close();
                }
            }
        }));

        assertThat(told(unit.traces().operations().get(0)))
                .containsExactly("select users 5 times after doWork: a join, or one statement with an IN list");
        unit.traces().clear();
    }

    @Test
    void belowTheThreshold_nothingIsTold() {
        givenUsers(4);

        unit.transaction(session -> users(session).forEach(user -> Hibernate.initialize(user.getPosts())));

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void distinctQueriesInALoop_areNone() {
        givenUsers(1);

        unit.transaction(session -> {
            for (int i = 0; i < 10; i++) {
                session.createQuery("from User u where u.id > " + i, User.class).getResultList();
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void batchFetchingOfTheSession_isNone() {
        givenUsers(12);

        unit.transaction(session -> {
            session.setFetchBatchSize(2);
            for (User user : users(session)) {
                Hibernate.initialize(user.getPosts());
                Hibernate.initialize(user.getProfile());
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        assertThat(unit.traces().operations("User.posts.initialize")).hasSize(6);
        unit.traces().clear();
    }

    @Test
    void subselectFetching_isNone() {
        givenUsers(12);

        unit.transaction(session -> {
            session.setSubselectFetchingEnabled(true);
            users(session).forEach(user -> Hibernate.initialize(user.getPosts()));
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void writing_isNone() {
        unit.transaction(session -> {
            for (int i = 0; i < 10; i++) {
                session.persist(new User(i + "@example.org"));
                session.flush();
            }
        });

        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void eagerSelectsOfOneQuery_areToldOnIt() {
        onLibrary(session -> session.createQuery("from Volume", Volume.class).getResultList());

        assertThat(told(unit.traces().operations("Volume.getResultList").get(0)))
                .containsExactly("Binding 6 times after Volume.getResultList: join fetch of the association to Binding,"
                        + " @BatchSize on the class Binding, or an entity graph");
        unit.traces().clear();
    }

    @Test
    void batchSizeOfTheMapping_isNone() {
        onLibrary(session -> session.createQuery("from Shelf", Shelf.class)
                .getResultList()
                .forEach(shelf -> Hibernate.initialize(shelf.volumes)));

        assertThatTraces(unit.traces()).hasOperation("Shelf.volumes.initialize");
        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    @Test
    void subselectOfTheMapping_isNone() {
        onLibrary(session -> session.createQuery("from Shelf", Shelf.class)
                .getResultList()
                .forEach(shelf -> Hibernate.initialize(shelf.labels)));

        assertThatTraces(unit.traces()).operations("Shelf.labels.initialize").hasSize(1);
        assertThatTraces(unit.traces()).assertNoNPlusOne();
        unit.traces().clear();
    }

    private List<Long> givenUsers(int number) {
        return unit.givenFrom(session -> {
            List<User> users = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                User user = new User(i + "@example.org", "User " + i);
                user.setProfile(new Profile("Profile " + i));
                user.write("Post " + i);
                session.persist(user);
                users.add(user);
            }
            return users.stream().map(User::getId).toList();
        });
    }

    private static List<User> users(Session session) {
        return session.createQuery("from User u order by u.id", User.class).getResultList();
    }

    private void inRequest(Runnable work) {
        Span request = unit.recorder()
                .openTelemetry()
                .getTracer("test")
                .spanBuilder("request")
                .startSpan();
        try (Scope ignored = request.makeCurrent()) {
            work.run();
        } finally {
            request.end();
        }
    }

    private static List<String> told(SpanTree tree) {
        return tree.span().getEvents().stream().map(NPlusOneIT::text).toList();
    }

    private static String text(EventData event) {
        return "%s %d times after %s: %s"
                .formatted(
                        event.getAttributes().get(AttributeKey.stringKey("orm.n_plus_one.subject")),
                        event.getAttributes().get(COUNT),
                        event.getAttributes().get(AttributeKey.stringKey("orm.n_plus_one.loaded_by")),
                        event.getAttributes().get(AttributeKey.stringKey("orm.n_plus_one.remedy")));
    }

    /** Associations that are not as lazy as those of the blog: 12 shelves, 2 volumes on each, in 6 bindings. */
    private void onLibrary(Consumer<Session> work) {
        List<Class<?>> entities = List.of(Shelf.class, Volume.class, Binding.class, ShelfLabel.class);
        try (SessionFactory library = unit.sessionsOf(entities, Map.of())) {
            library.inTransaction(NPlusOneIT::fill);
            unit.traces().clear();
            library.inTransaction(work);
        }
    }

    private static void fill(Session session) {
        for (long id = 0; id < 6; id++) {
            session.persist(new Binding(id));
        }
        for (long id = 0; id < 12; id++) {
            Shelf shelf = new Shelf(id);
            session.persist(shelf);
            session.persist(new ShelfLabel(id, shelf));
            session.persist(new Volume(2 * id, shelf, session.find(Binding.class, id % 6)));
            session.persist(new Volume(2 * id + 1, shelf, session.find(Binding.class, id % 6)));
        }
    }

    @Entity(name = "Shelf")
    @Table(name = "np_shelves")
    static class Shelf {

        @Id
        private long id;

        @OneToMany(mappedBy = "shelf")
        @BatchSize(size = 2)
        private final Set<Volume> volumes = new HashSet<>();

        @OneToMany(mappedBy = "shelf")
        @Fetch(FetchMode.SUBSELECT)
        private final Set<ShelfLabel> labels = new HashSet<>();

        protected Shelf() {}

        Shelf(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Volume")
    @Table(name = "np_volumes")
    static class Volume {

        @Id
        private long id;

        @ManyToOne(fetch = FetchType.LAZY)
        private @Nullable Shelf shelf;

        @ManyToOne(fetch = FetchType.EAGER)
        private @Nullable Binding binding;

        protected Volume() {}

        Volume(long id, Shelf shelf, Binding binding) {
            this.id = id;
            this.shelf = shelf;
            this.binding = binding;
        }
    }

    @Entity(name = "Binding")
    @Table(name = "np_bindings")
    static class Binding {

        @Id
        private long id;

        protected Binding() {}

        Binding(long id) {
            this.id = id;
        }
    }

    @Entity(name = "ShelfLabel")
    @Table(name = "np_labels")
    static class ShelfLabel {

        @Id
        private long id;

        @ManyToOne(fetch = FetchType.LAZY)
        private @Nullable Shelf shelf;

        protected ShelfLabel() {}

        ShelfLabel(long id, Shelf shelf) {
            this.id = id;
            this.shelf = shelf;
        }
    }
}
