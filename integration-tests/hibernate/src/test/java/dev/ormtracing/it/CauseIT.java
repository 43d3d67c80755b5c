package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.LinkData;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each span tells what it runs for, and what it is owed to. */
@EveryDatabase
class CauseIT {

    private static final TreeFormat CAUSE =
            TreeFormat.standard().withAttributes("orm.entity", "orm.role", "orm.load", "orm.lock_mode");

    private final TracedUnit unit;
    private Blog blog;

    CauseIT(TracedUnit unit) {
        this.unit = unit;
        this.blog = new Blog(0L, 0L, 0L, 0L, 0L);
    }

    @BeforeEach
    void given() {
        blog = unit.givenFrom(Blog::persistIn);
    }

    @Test
    void find_loadsById() {
        unit.session(session -> session.find(User.class, blog.ada()));

        assertThat(statements(unit)).isEqualTo("db_query CLIENT select users orm.entity=User orm.load=id");
    }

    @Test
    void findWithALock_tellsTheLock() {
        unit.transaction(session -> session.find(User.class, blog.ada(), LockModeType.PESSIMISTIC_WRITE));

        assertThat(statements(unit))
                .isEqualTo("db_query CLIENT select users orm.entity=User orm.load=id orm.lock_mode=PESSIMISTIC_WRITE");
    }

    @Test
    void lock_tellsTheLock() {
        unit.transaction(session -> session.lock(session.find(User.class, blog.ada()), LockModeType.PESSIMISTIC_WRITE));

        assertThat(statements(unit)).isEqualTo("""
                db_query CLIENT select users orm.entity=User orm.load=id
                db_query CLIENT select users orm.entity=User orm.lock_mode=PESSIMISTIC_WRITE""");
    }

    @Test
    void refresh_loadsById() {
        unit.session(session -> session.refresh(session.find(Tag.class, blog.tag())));

        assertThat(statements(unit)).isEqualTo("""
                db_query CLIENT select tags orm.entity=Tag orm.load=id
                db_query CLIENT select tags orm.entity=Tag orm.load=id""");
    }

    @Test
    void naturalId_isTold() {
        unit.session(session -> session.bySimpleNaturalId(Tag.class).load("news"));

        assertThat(statements(unit)).startsWith("db_query CLIENT select tags orm.entity=Tag orm.load=natural_id");
    }

    @Test
    void severalIds_areToldOfTheCall() {
        unit.session(session -> session.byMultipleIds(User.class).multiLoad(List.of(blog.ada(), blog.bob())));

        assertThat(statements(unit)).isEqualTo("db_query CLIENT select users orm.entity=User orm.load=multi");
    }

    @Test
    void query_tellsItsEntity() {
        unit.session(
                session -> session.createSelectionQuery("from User", User.class).getResultList());

        assertThat(statements(unit)).isEqualTo("db_query CLIENT select users orm.entity=User orm.load=query");
    }

    @Test
    void queryWithALock_tellsTheLock() {
        unit.transaction(session -> session.createQuery("from Tag", Tag.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList());

        assertThat(statements(unit))
                .startsWith(
                        "db_query CLIENT select tags orm.entity=Tag orm.load=query orm.lock_mode=PESSIMISTIC_WRITE");
    }

    @Test
    void change_tellsItsEntityAndNoLoad() {
        unit.transaction(session ->
                session.createMutationQuery("update Post set published = true").executeUpdate());

        assertThat(statements(unit)).isEqualTo("db_query CLIENT update posts orm.entity=Post");
    }

    @Test
    void proxy_isTold() {
        unit.session(session -> Hibernate.initialize(post(session).getAuthor()));

        assertThat(statements(unit)).isEqualTo("""
                db_query CLIENT select posts orm.entity=Post orm.load=id
                db_query CLIENT select users orm.entity=User orm.load=proxy""");
    }

    @Test
    void lazyCollection_tellsItsRole() {
        unit.session(session -> Hibernate.initialize(ada(session).getPosts()));

        assertThat(statements(unit)).isEqualTo("""
                db_query CLIENT select users orm.entity=User orm.load=id
                db_query CLIENT select posts orm.entity=Post orm.role=User.posts orm.load=collection""");
    }

    @Test
    void batchOfCollections_isTold() {
        TracedUnit batching = with("hibernate.default_batch_fetch_size", "10");

        batching.session(session -> Hibernate.initialize(users(session).get(0).getPosts()));

        assertThat(statements(batching)).isEqualTo("""
                db_query CLIENT select users orm.entity=User orm.load=query
                db_query CLIENT select posts orm.entity=Post orm.role=User.posts orm.load=batch""");
    }

    @Test
    void batchOfOneCollection_isNone() {
        TracedUnit batching = with("hibernate.default_batch_fetch_size", "10");

        batching.session(session -> Hibernate.initialize(ada(session).getPosts()));

        assertThat(statements(batching)).endsWith("orm.role=User.posts orm.load=collection");
    }

    @Test
    void batchOfProxies_isTold() {
        TracedUnit batching = with("hibernate.default_batch_fetch_size", "10");

        batching.session(session -> Hibernate.initialize(posts(session).get(0).getAuthor()));

        assertThat(statements(batching)).isEqualTo("""
                db_query CLIENT select posts orm.entity=Post orm.load=query
                db_query CLIENT select users orm.entity=User orm.load=batch""");
    }

    @Test
    void batchOfOneProxy_isNone() {
        TracedUnit batching = with("hibernate.default_batch_fetch_size", "10");

        batching.session(session -> Hibernate.initialize(post(session).getAuthor()));

        assertThat(statements(batching)).endsWith("orm.entity=User orm.load=proxy");
    }

    @Test
    void subselect_isTold() {
        TracedUnit selecting = with("hibernate.use_subselect_fetch", "true");

        selecting.session(session -> Hibernate.initialize(users(session).get(0).getPosts()));

        assertThat(statements(selecting)).endsWith("orm.entity=Post orm.role=User.posts orm.load=subselect");
    }

    @Test
    void lazyCollection_isLinkedToWhatLoadedItsOwner() {
        unit.session(session -> Hibernate.initialize(ada(session).getPosts()));

        assertThat(linked("User.posts.initialize")).isEqualTo("User.find");
    }

    @Test
    void lazyCollection_isLinkedToTheOneOfSeveralThatLoadedItsOwner() {
        unit.session(session -> {
            User ada = ada(session);
            User bob = users(session).stream()
                    .filter(user -> user != ada)
                    .findFirst()
                    .orElseThrow();
            Hibernate.initialize(bob.getPosts());
        });

        assertThat(linked("User.posts.initialize")).isEqualTo("User.getResultList");
    }

    @Test
    void lazyCollectionOfTheFirst_staysLinkedToTheFirst() {
        unit.session(session -> {
            User ada = ada(session);
            users(session);
            Hibernate.initialize(ada.getPosts());
        });

        assertThat(linked("User.posts.initialize")).isEqualTo("User.find");
    }

    @Test
    void lazyCollectionOfALazyCollection_isLinkedToThat() {
        unit.session(
                session -> Hibernate.initialize(ada(session).getPosts().get(0).getTags()));

        assertThat(linked("Post.tags.initialize")).isEqualTo("User.posts.initialize");
    }

    @Test
    void proxy_isLinkedToWhatReadTheReference() {
        unit.session(session -> Hibernate.initialize(post(session).getAuthor()));

        assertThat(linked("User.initialize")).isEqualTo("Post.find");
    }

    @Test
    void reference_isLinkedToNothing() {
        unit.session(session -> Hibernate.initialize(session.getReference(User.class, blog.ada())));

        assertThat(operation(unit, "User.initialize").span().getLinks()).isEmpty();
    }

    @Test
    void entityOfALaterOperation_canBeRemoved() {
        unit.transaction(session -> {
            ada(session);
            users(session).forEach(session::remove);
        });

        unit.given(session -> assertThat(users(session)).isEmpty());
    }

    @Test
    void automaticFlush_tellsTheQueryThatForcedIt() {
        unit.transaction(session -> {
            ada(session).setName("Countess");
            users(session);
        });

        assertThat(span(unit, "flush").attribute("orm.flush.cause")).isEqualTo("User.getResultList");
    }

    @Test
    void flushOfACommit_tellsTheCommit() {
        unit.transaction(session -> ada(session).setName("Countess"));

        assertThat(span(unit, "flush").attribute("orm.flush.cause")).isEqualTo("commit");
    }

    @Test
    void operationAfterTheTransaction_isMarked() {
        unit.session(session -> {
            session.beginTransaction();
            User ada = ada(session);
            session.getTransaction().commit();
            Hibernate.initialize(ada.getPosts());
        });

        assertThat(operation(unit, "User.posts.initialize").attribute("orm.transaction.after_completion"))
                .isEqualTo(true);
        assertThat(operation(unit, "User.find").attribute("orm.transaction.after_completion"))
                .isNull();
    }

    @Test
    void operationWithoutATransaction_isNotMarked() {
        unit.session(this::ada);

        assertThat(operation(unit, "User.find").attribute("orm.transaction.after_completion"))
                .isNull();
    }

    @Test
    void operationInTheNextTransaction_isNotMarked() {
        unit.session(session -> {
            session.beginTransaction();
            session.getTransaction().commit();
            session.beginTransaction();
            ada(session);
            session.getTransaction().commit();
        });

        assertThat(operation(unit, "User.find").attribute("orm.transaction.after_completion"))
                .isNull();
    }

    @Test
    void commit_isTheOutcome() {
        unit.transaction(this::ada);

        assertThat(outcome()).isEqualTo("committed null");
    }

    @Test
    void rollback_isTheOutcome() {
        unit.session(session -> {
            session.beginTransaction();
            ada(session);
            session.getTransaction().rollback();
        });

        assertThat(outcome()).isEqualTo("rolled_back null");
    }

    @Test
    void setRollbackOnly_isTheCauseOfTheRollback() {
        unit.session(session -> {
            session.beginTransaction();
            session.getTransaction().setRollbackOnly();
            catchThrowable(() -> session.getTransaction().commit());
        });

        assertThat(outcome()).isEqualTo("rolled_back setRollbackOnly");
    }

    @Test
    void failedOperation_isTheCauseOfTheRollback() {
        unit.session(session -> {
            session.beginTransaction();
            catchThrowable(() -> session.createNativeQuery("select * from nope", Object.class)
                    .getResultList());
            session.getTransaction().rollback();
        });

        assertThat(outcome()).startsWith("rolled_back org.hibernate.exception.");
    }

    @Test
    void failedCommit_isTheCauseOfTheRollback() {
        catchThrowable(() -> unit.transaction(session -> session.persist(new User("ada@example.org"))));

        assertThat(outcome()).startsWith("rolled_back ").contains("Exception");
    }

    @Test
    void readOnlySession_isToldOfItsTransaction() {
        unit.transaction(session -> {
            session.setDefaultReadOnly(true);
            ada(session);
        });

        assertThat(span(unit, "transaction").attribute("orm.transaction.read_only"))
                .isEqualTo(true);
    }

    @Test
    void compactTree_tellsTheSame() {
        try (TraceRecorder recorder = TraceRecorder.create();
                TracedUnit compact = unit.beside(
                        recorder,
                        OrmTracing.builder()
                                .openTelemetry(recorder.openTelemetry())
                                .detail(Detail.COMPACT)
                                .build())) {
            recorder.traces().clear();

            compact.transaction(session -> {
                ada(session).setName("Countess");
                users(session).get(0).getPosts().size();
                ada(session).setName("Ada");
            });

            assertThat(operation(compact, "User.getResultList").attribute("orm.flush.cause"))
                    .isEqualTo("User.getResultList");
            SpanTree transaction = span(compact, "transaction");
            assertThat(transaction.attribute("orm.flush.cause")).isEqualTo("commit");
            assertThat(transaction.attribute("orm.transaction.outcome")).isEqualTo("committed");
            assertThat(operation(compact, "User.posts.initialize").span().getLinks())
                    .hasSize(1);
            assertThat(statements(compact)).contains("orm.entity=Post orm.role=User.posts orm.load=collection");
        }
    }

    private TracedUnit with(String setting, String value) {
        TracedUnit other =
                TracedUnit.of(new TracedUnit.Configuration(unit.database(), "orm:client:", Map.of(setting, value)));
        other.recorder().reset();
        return other;
    }

    private User ada(Session session) {
        return session.find(User.class, blog.ada());
    }

    private Post post(Session session) {
        return session.find(Post.class, blog.post());
    }

    private static List<User> users(Session session) {
        return session.createSelectionQuery("from User u order by u.id", User.class)
                .getResultList();
    }

    private static List<Post> posts(Session session) {
        return session.createSelectionQuery("from Post p order by p.id", Post.class)
                .getResultList();
    }

    /** The line of each statement but those that end a transaction. */
    private static String statements(TracedUnit unit) {
        return unit.traces().queries().stream()
                .map(CAUSE::line)
                .filter(line -> !line.endsWith(" COMMIT"))
                .collect(Collectors.joining("\n"));
    }

    /** What the only operation of this name is linked to. */
    private String linked(String name) {
        List<LinkData> links = operation(unit, name).span().getLinks();
        assertThat(links).hasSize(1);
        SpanContext target = links.get(0).getSpanContext();
        return unit.traces().stream()
                .filter(tree -> tree.span().getSpanContext().equals(target))
                .map(tree -> String.valueOf(tree.attribute("name")))
                .collect(Collectors.joining());
    }

    private String outcome() {
        SpanTree transaction = span(unit, "transaction");
        return transaction.attribute("orm.transaction.outcome") + " "
                + transaction.attribute("orm.transaction.rollback.cause");
    }

    private static SpanTree operation(TracedUnit unit, String name) {
        return unit.traces().operations(name).get(0);
    }

    private static SpanTree span(TracedUnit unit, String shortName) {
        return unit.traces().stream()
                .filter(tree -> tree.shortName().equals(shortName))
                .findFirst()
                .orElseThrow();
    }
}
