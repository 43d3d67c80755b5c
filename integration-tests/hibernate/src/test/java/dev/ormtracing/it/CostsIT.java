package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Hibernate does beside the statements is told on the spans that it belongs to. */
@EveryDatabase
class CostsIT {

    private static final TreeFormat READ =
            TreeFormat.standard().withAttributes("orm.entities.loaded", "orm.rows.read", "orm.collections.loaded");

    private final TracedUnit unit;
    private Blog blog;

    CostsIT(TracedUnit unit) {
        this.unit = unit;
        this.blog = new Blog(0L, 0L, 0L, 0L, 0L);
    }

    @BeforeEach
    void given() {
        blog = unit.givenFrom(Blog::persistIn);
    }

    @Test
    void find_readsOneRowForItsEntity() {
        unit.session(session -> session.find(User.class, blog.ada()));

        assertThat(operations(READ)).isEqualTo("operation User.find orm.entities.loaded=1 orm.rows.read=1");
    }

    @Test
    void missingEntity_costsNothing() {
        unit.session(session -> session.find(User.class, -1L));

        assertThat(operations(READ)).isEqualTo("operation User.find");
    }

    @Test
    void query_readsARowForEachEntity() {
        unit.session(
                session -> session.createSelectionQuery("from User", User.class).getResultList());

        assertThat(lastOperation(READ)).isEqualTo("operation User.getResultList orm.entities.loaded=3 orm.rows.read=3");
    }

    @Test
    void entitiesThatAreThere_areNotLoadedAgain() {
        unit.session(session -> {
            session.find(User.class, blog.ada());
            session.createSelectionQuery("from User", User.class).getResultList();
        });

        assertThat(lastOperation(READ)).isEqualTo("operation User.getResultList orm.entities.loaded=2 orm.rows.read=3");
    }

    @Test
    void scalarQuery_readsRowsAndNoEntity() {
        unit.session(session -> session.createSelectionQuery("select name from User", String.class)
                .getResultList());

        assertThat(lastOperation(READ)).isEqualTo("operation User.getResultList orm.rows.read=3");
    }

    @Test
    void nativeQuery_readsRows() {
        unit.session(session -> session.createNativeQuery("select name from users", String.class)
                .getResultList());

        assertThat(lastOperation(READ)).isEqualTo("operation getResultList orm.rows.read=3");
    }

    @Test
    void joinFetch_loadsItsCollections() {
        unit.session(session -> session.createSelectionQuery("from User u left join fetch u.posts", User.class)
                .getResultList());

        assertThat(lastOperation(READ))
                .isEqualTo(
                        "operation User.getResultList orm.entities.loaded=6 orm.rows.read=4 orm.collections.loaded=3");
    }

    @Test
    void cartesianProduct_readsMoreRowsThanEntities() {
        unit.given(session -> {
            Post post = session.find(Post.class, blog.post());
            for (int i = 0; i < 9; i++) {
                post.getTags().add(new Tag("tag " + i));
            }
        });

        unit.session(session -> session.createSelectionQuery(
                        "from Post p join fetch p.tags join fetch p.author a join fetch a.posts where p.id = :id",
                        Post.class)
                .setParameter("id", blog.post())
                .getResultList());

        assertThat(lastOperation(READ))
                .isEqualTo(
                        "operation Post.getResultList orm.entities.loaded=13 orm.rows.read=20 orm.collections.loaded=2");
    }

    @Test
    void lazyCollection_isOneCollection() {
        unit.session(session ->
                Hibernate.initialize(session.find(User.class, blog.ada()).getPosts()));

        assertThat(lastOperation(READ))
                .isEqualTo(
                        "operation User.posts.initialize orm.entities.loaded=2 orm.rows.read=2 orm.collections.loaded=1");
    }

    @Test
    void stream_readsRowsUntilItIsClosed() {
        unit.session(session -> {
            try (Stream<User> users =
                    session.createSelectionQuery("from User", User.class).getResultStream()) {
                users.limit(2).forEach(User::getName);
            }
        });

        assertThat(lastOperation(READ)).startsWith("operation User.getResultStream orm.entities.loaded=2");
    }

    @Test
    void exhaustedStream_readsAllRows() {
        unit.session(session -> {
            try (Stream<User> users =
                    session.createSelectionQuery("from User", User.class).getResultStream()) {
                users.forEach(User::getName);
            }
        });

        assertThat(lastOperation(READ))
                .isEqualTo("operation User.getResultStream orm.entities.loaded=3 orm.rows.read=3");
    }

    @Test
    void sequence_isNoRowThatIsRead() {
        unit.transaction(session -> session.persist(new User("new@example.org")));

        assertThat(operations(READ)).isEqualTo("operation User.persist");
    }

    @Test
    void flush_tellsWhatItHasFoundDirty() {
        unit.transaction(session -> {
            User ada = session.find(User.class, blog.ada());
            ada.setName("Countess");
            ada.write("Third of hers");
            ada.write("Fourth of hers");
            session.remove(session.find(User.class, blog.eve()));
            session.find(User.class, blog.bob());
        });

        assertThat(spans(
                        "flush",
                        TreeFormat.standard()
                                .withAttributes(
                                        "orm.flush.entities",
                                        "orm.flush.inserts",
                                        "orm.flush.updates",
                                        "orm.flush.deletes")))
                .isEqualTo("flush orm.flush.entities=5 orm.flush.inserts=2 orm.flush.updates=1 orm.flush.deletes=1");
    }

    @Test
    void flushThatIsCalled_tellsItToo() {
        unit.transaction(session -> {
            session.find(User.class, blog.ada()).setName("Countess");
            session.flush();
        });

        assertThat(spans("operation flush", TreeFormat.standard().withAttributes("orm.flush.updates")))
                .isEqualTo("operation flush orm.flush.updates=1");
    }

    @Test
    void firstExecution_missesThePlanCache() {
        unit.session(this::twoUsers);

        assertThat(spans("operation User.getResultList", TreeFormat.standard().withAttributes("orm.query.plan_cache")))
                .isEqualTo("""
                        operation User.getResultList orm.query.plan_cache=miss
                        operation User.getResultList orm.query.plan_cache=hit""");
    }

    private void twoUsers(Session session) {
        session.createSelectionQuery("from User", User.class).getResultList();
        session.createSelectionQuery("from User", User.class).getResultList();
    }

    @Test
    void criteria_missEachTime() {
        unit.session(session -> {
            for (int i = 0; i < 2; i++) {
                var criteria = session.getCriteriaBuilder().createQuery(User.class);
                criteria.from(User.class);
                session.createQuery(criteria).getResultList();
            }
        });

        assertThat(spans("operation User.getResultList", TreeFormat.standard().withAttributes("orm.query.plan_cache")))
                .isEqualTo("""
                        operation User.getResultList orm.query.plan_cache=miss
                        operation User.getResultList orm.query.plan_cache=miss""");
    }

    @Test
    void transaction_tellsHowLongItHadItsConnection() {
        unit.transaction(session -> {
            session.find(User.class, blog.ada());
            work();
        });

        SpanTree transaction = span("transaction");
        double held = seconds(transaction, "orm.connection.held.duration");
        double idle = seconds(transaction, "orm.connection.idle.duration");
        assertThat(idle).isGreaterThan(0.002);
        assertThat(held)
                .isGreaterThan(idle)
                .isLessThanOrEqualTo(transaction.duration().toNanos() / 1e9);
    }

    @Test
    void operationWithoutTransaction_tellsAnIdleConnection() {
        unit.session(session -> session.doWork(connection -> {
            connection.createStatement().close();
            work();
        }));

        SpanTree operation = span("operation");
        assertThat(seconds(operation, "orm.connection.idle.duration")).isGreaterThan(0.002);
    }

    /** Of the application, with a connection in hand. */
    private static void work() {
        long end = System.nanoTime() + 3_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void pageOfAJoinFetch_isCutInMemoryIfHibernateSaysSo() {
        unit.session(session -> session.createSelectionQuery(
                        "select u from User u left join fetch u.posts order by u.id", User.class)
                .setMaxResults(1)
                .getResultList());

        // From Hibernate 7.4 on, databases make the page in a sub-query where they can.
        String query = String.valueOf(span("db_query").attribute("db.query.text"));
        boolean inDatabase = query.contains("limit") || query.contains("fetch first");
        assertThat(lastOperation(TreeFormat.standard().withAttributes("orm.query.in_memory_pagination")))
                .isEqualTo("operation User.getResultList" + (inDatabase ? "" : " orm.query.in_memory_pagination=true"));
    }

    @Test
    void pageWithoutJoinFetch_isTheDatabases() {
        unit.session(session -> session.createSelectionQuery("from User u order by u.id", User.class)
                .setMaxResults(1)
                .getResultList());

        assertThat(lastOperation(TreeFormat.standard().withAttributes("orm.query.in_memory_pagination")))
                .isEqualTo("operation User.getResultList");
    }

    @Test
    void transaction_tellsThePersistenceContext() {
        unit.transaction(
                session -> session.createSelectionQuery("from User", User.class).getResultList());

        assertThat(spans("transaction", TreeFormat.standard().withAttributes("orm.persistence_context.size")))
                .isEqualTo("transaction orm.persistence_context.size=3");
    }

    @Test
    void whatIsBeyondItsThreshold_isMarked() {
        TraceRecorder recorder = TraceRecorder.builder().build();
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .largeResultThreshold(2)
                .largePersistenceContextThreshold(2)
                .build();

        withTracing(recorder, tracing, session -> {
            session.createSelectionQuery("from User", User.class).getResultList();
            session.find(Post.class, blog.post()).setTitle("Changed");
        });

        TreeFormat marks = TreeFormat.standard()
                .withAttributes("orm.large_result", "orm.persistence_context.size", "orm.persistence_context.large");
        assertThat(spans(recorder, "operation User.getResultList", marks))
                .isEqualTo("operation User.getResultList orm.large_result=true");
        assertThat(spans(recorder, "operation Post.", marks)).isEqualTo("operation Post.find");
        assertThat(spans(recorder, "flush", marks))
                .isEqualTo("flush orm.persistence_context.size=4 orm.persistence_context.large=true");
        assertThat(spans(recorder, "transaction", marks))
                .isEqualTo("transaction orm.persistence_context.size=4 orm.persistence_context.large=true");
    }

    @Test
    void compact_tellsTheCostsOfAFlushOnTheTransaction() {
        TraceRecorder recorder = TraceRecorder.builder().build();
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .detail(Detail.COMPACT)
                .build();

        withTracing(
                recorder,
                tracing,
                session -> session.find(User.class, blog.ada()).setName("Countess"));

        assertThat(spans(
                        recorder,
                        "transaction",
                        TreeFormat.standard().withAttributes("orm.flush.updates", "orm.persistence_context.size")))
                .isEqualTo("transaction orm.flush.updates=1 orm.persistence_context.size=1");
        assertThat(spans(recorder, "operation User.", READ))
                .isEqualTo("operation User.find orm.entities.loaded=1 orm.rows.read=1");
    }

    private void withTracing(TraceRecorder recorder, OrmTracing tracing, Consumer<Session> work) {
        try (TracedUnit own = unit.beside(recorder, tracing)) {
            own.transaction(work);
        }
    }

    private String operations(TreeFormat format) {
        return spans("operation", format);
    }

    private String lastOperation(TreeFormat format) {
        List<String> lines = operations(format).lines().toList();
        return lines.get(lines.size() - 1);
    }

    private String spans(String start, TreeFormat format) {
        return spans(unit.recorder(), start, format);
    }

    private static String spans(TraceRecorder recorder, String start, TreeFormat format) {
        return recorder.traces().stream()
                .map(format::line)
                .filter(line -> line.startsWith(start))
                .collect(Collectors.joining("\n"));
    }

    private SpanTree span(String shortName) {
        return unit.traces().stream()
                .filter(tree -> tree.shortName().equals(shortName))
                .findFirst()
                .orElseThrow();
    }

    private static double seconds(SpanTree span, String key) {
        Double seconds = span.attribute(AttributeKey.doubleKey(key));
        return seconds == null ? 0 : seconds;
    }
}
