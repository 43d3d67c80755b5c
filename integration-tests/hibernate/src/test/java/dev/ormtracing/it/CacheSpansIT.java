package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.MapRegionFactory;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.common.AttributeKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calls on caches as if each had taken long: the threshold is zero. */
@EveryDatabase
class CacheSpansIT {

    private static final Map<String, Object> SETTINGS = Map.of(
            "jakarta.persistence.sharedCache.mode", "ALL",
            "hibernate.collectioncache.dev.ormtracing.it.blog.User.posts", "read-write",
            "hibernate.cache.use_second_level_cache", "true",
            "hibernate.cache.use_query_cache", "true",
            "hibernate.cache.region.factory_class", MapRegionFactory.class.getName());

    private final TraceRecorder recorder = TraceRecorder.create();
    private final TracedUnit given;
    private TracedUnit unit;
    private Blog blog;

    CacheSpansIT(TracedUnit given) {
        this.given = given;
        unit = given;
        blog = new Blog(0L, 0L, 0L, 0L, 0L);
    }

    @BeforeEach
    void begin() {
        unit = open(SETTINGS);
        blog = unit.givenFrom(Blog::persistIn);
        recorder.reset();
    }

    private TracedUnit open(Map<String, Object> settings) {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .cacheThreshold(Duration.ZERO)
                .build();
        return TracedUnit.create(given.database(), given.pool(), given.pool(), recorder, tracing, settings);
    }

    @AfterEach
    void check() {
        unit.close();
        recorder.check();
        recorder.close();
    }

    @Test
    void find_asksTheCacheBeforeTheDatabase_andPutsWhatItHasRead() {
        unit.session(session -> session.find(User.class, blog.ada()));
        unit.session(session -> session.find(User.class, blog.ada()));

        unit.expect("""
                operation User.find
                  serialize
                  cache get User miss
                  serialize
                  connect
                  db_query CLIENT select users
                  hydrate
                  cache put User
                  hydrate
                operation User.find
                  serialize
                  cache get User hit
                  hydrate""");
    }

    @Test
    void lazyCollection_thatACacheAnswers_isAnOperation() {
        unit.session(session ->
                Hibernate.initialize(session.find(User.class, blog.bob()).getPosts()));
        recorder.reset();
        unit.session(session ->
                Hibernate.initialize(session.find(User.class, blog.bob()).getPosts()));

        unit.expect("""
                operation User.find
                  serialize
                  cache get User hit
                  hydrate
                operation User.posts.initialize
                  serialize
                  cache get User.posts hit
                  hydrate
                  cache get Post hit
                  hydrate""");
    }

    @Test
    void cachedQuery_asksForItsResult() {
        unit.session(CacheSpansIT::users);
        recorder.reset();
        unit.session(CacheSpansIT::users);

        // From Hibernate 7 on, it gets a connection first.
        assertThatTraces(recorder.traces().ignoring("connect")).matchesTree("""
                operation User.getResultList
                  serialize
                  cache get default-query-results-region hit
                  hydrate""");
    }

    @Test
    void write_tellsWhatItLocksAndReplaces() {
        unit.session(session -> session.find(User.class, blog.ada()));
        recorder.reset();
        unit.transaction(session -> session.find(User.class, blog.ada()).setName("Somebody"));

        unit.expect("""
                transaction
                  start_transaction
                    connect
                  operation User.find
                    serialize
                    cache get User hit
                    hydrate
                  commit_transaction
                    flush
                      serialize
                      cache lock User
                      serialize
                      db_query CLIENT update users
                      cache put User
                      cache invalidate default-update-timestamps-region
                    db_query CLIENT COMMIT
                    cache put User
                    cache invalidate default-update-timestamps-region""");
    }

    @Test
    void failedGet_isAnErrorOfItsOperation() {
        IllegalStateException failure = new IllegalStateException("gone");
        unit.session(session -> MapRegionFactory.failing(
                failure,
                () -> assertThatThrownBy(() -> session.find(User.class, blog.ada()))
                        .isSameAs(failure)));

        unit.expect("""
                operation User.find ERROR java.lang.IllegalStateException
                  serialize
                  cache get User ERROR java.lang.IllegalStateException""");
    }

    @Test
    void sessionThatCannotBeOpened_leavesAFailedOperation() {
        IllegalStateException failure = new IllegalStateException("gone");
        MapRegionFactory.failing(failure, () -> {
            assertThatThrownBy(() -> unit.sessions().openSession()).isSameAs(failure);
            assertThatThrownBy(() -> unit.sessions().openStatelessSession()).isSameAs(failure);
            assertThatThrownBy(() -> unit.sessions().createEntityManager()).isSameAs(failure);
        });

        unit.expect("""
                operation openSession ERROR java.lang.IllegalStateException
                operation openStatelessSession ERROR java.lang.IllegalStateException
                operation openSession ERROR java.lang.IllegalStateException""");
    }

    @Test
    void lazyLoadsThatACacheAnswersOneByOne_areAnNPlusOneOfTheCache() {
        List<Long> ids = unit.givenFrom(session -> {
            List<User> users = IntStream.range(0, 5)
                    .mapToObj(i -> new User("user" + i + "@example.org"))
                    .toList();
            users.forEach(session::persist);
            return users.stream().map(User::getId).toList();
        });
        Consumer<Session> loads = session -> ids.stream()
                .map(id -> session.getReference(User.class, id))
                .toList()
                .forEach(Hibernate::initialize);
        unit.transaction(loads);
        recorder.reset();
        unit.transaction(loads);

        List<String> found = recorder.traces().stream()
                .flatMap(tree -> tree.span().getEvents().stream())
                .filter(event -> event.getName().equals("orm.n_plus_one"))
                .map(event -> event.getAttributes().get(AttributeKey.stringKey("orm.n_plus_one.subject")) + " from "
                        + event.getAttributes().get(AttributeKey.stringKey("orm.n_plus_one.source")))
                .toList();
        assertThat(found).containsExactly("User from cache");
    }

    @Test
    void eviction_isOneSpan_howeverManyRegions() {
        unit.sessions().getCache().evictAllRegions();
        unit.sessions().getCache().evict(User.class);
        unit.sessions().getCache().evictQueryRegion("default-query-results-region");
        unit.sessions().getCache().contains(User.class, blog.ada());

        unit.expect("""
                cache evict
                cache evict User
                cache evict default-query-results-region
                cache contains User""");
    }

    @Test
    void withoutSubclassesOfSessions_theCallsAreThereToo() {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.put("hibernate.orm_tracing.session_subclass", "false");
        unit.close();
        unit = open(settings);
        recorder.reset();
        unit.session(session -> session.find(User.class, blog.ada()));

        unit.expect("""
                operation User.find
                  serialize
                  cache get User miss
                  serialize
                  connect
                  db_query CLIENT select users
                  hydrate
                  cache put User
                  hydrate""");
    }

    private static List<User> users(Session session) {
        return session.createSelectionQuery("from User", User.class)
                .setCacheable(true)
                .getResultList();
    }
}
