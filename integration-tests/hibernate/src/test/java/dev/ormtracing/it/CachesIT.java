package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.MapRegionFactory;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TreeFormat;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.cache.internal.DisabledCaching;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.support.AbstractRegion;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the second-level cache and the query cache have answered. */
@EveryDatabase
class CachesIT {

    private static final TreeFormat CACHES = TreeFormat.standard()
            .withAttributes(
                    "orm.cache.hits",
                    "orm.cache.misses",
                    "orm.cache.puts",
                    "orm.cache.timestamps",
                    "orm.cache.errors",
                    "orm.query_cache.hits",
                    "orm.query_cache.misses",
                    "orm.query_cache.puts");

    private static final Map<String, String> SETTINGS = Map.of(
            "jakarta.persistence.sharedCache.mode", "ALL",
            "hibernate.cache.use_second_level_cache", "true",
            "hibernate.cache.use_query_cache", "true",
            "hibernate.cache.region.factory_class", MapRegionFactory.class.getName());

    private static final int GETS = 10_000;

    private final TracedUnit unit;
    private Blog blog;

    CachesIT(TracedUnit given) {
        unit = TracedUnit.of(new TracedUnit.Configuration(given.database(), "orm:client:", SETTINGS));
        blog = new Blog(0L, 0L, 0L, 0L, 0L);
    }

    @BeforeEach
    void begin() {
        blog = unit.givenFrom(Blog::persistIn);
        unit.sessions().getCache().evictAllRegions();
        unit.recorder().reset();
    }

    @AfterEach
    void check() {
        unit.recorder().check();
    }

    @Test
    void firstFind_missesAndPuts_andTheNextOneHits() {
        unit.session(session -> session.find(User.class, blog.ada()));
        unit.session(session -> session.find(User.class, blog.ada()));

        assertThat(operations()).isEqualTo("""
                operation User.find orm.cache.misses=1 orm.cache.puts=1
                operation User.find orm.cache.hits=1""");
    }

    @Test
    void queryThatIsNotCached_onlyPutsItsEntities() {
        unit.session(session -> users(session, false));

        assertThat(operations()).endsWith("operation User.getResultList orm.cache.puts=3");
    }

    @Test
    void cachedQuery_missesAndPuts_andTheNextOneHits() {
        unit.session(session -> users(session, true));
        unit.recorder().reset();
        unit.session(session -> users(session, true));

        assertThat(operations()).isEqualTo("operation User.getResultList orm.query_cache.hits=1");
    }

    @Test
    void firstCachedQuery_missesAndPuts() {
        unit.session(session -> users(session, true));

        assertThat(operations())
                .endsWith(
                        "operation User.getResultList orm.cache.puts=3 orm.query_cache.misses=1 orm.query_cache.puts=1");
    }

    @Test
    void staleResult_isAMiss() {
        unit.session(session -> users(session, true));
        unit.transaction(session ->
                session.createMutationQuery("update User set name = 'Somebody'").executeUpdate());
        unit.recorder().reset();
        unit.session(session -> users(session, true));

        assertThat(operations())
                .contains("orm.query_cache.misses=1 orm.query_cache.puts=1")
                .doesNotContain("hits");
    }

    @Test
    void refreshedResult_isPutWithoutBeingAskedFor() {
        unit.session(session -> session.createSelectionQuery("from User", User.class)
                .setCacheable(true)
                .setCacheMode(CacheMode.REFRESH)
                .getResultList());

        assertThat(operations()).endsWith("operation User.getResultList orm.cache.puts=3 orm.query_cache.puts=1");
    }

    @Test
    void withoutACache_nothingIsTold() {
        unit.session(session -> {
            session.setCacheMode(CacheMode.IGNORE);
            users(session, true);
        });

        assertThat(operations()).endsWith("operation User.getResultList");
    }

    @Test
    void failedGet_isAnErrorAndNoMiss() {
        IllegalStateException failure = new IllegalStateException("gone");
        unit.session(session -> MapRegionFactory.failing(
                failure,
                () -> assertThatThrownBy(() -> session.find(User.class, blog.ada()))
                        .isSameAs(failure)));

        assertThat(operations())
                .isEqualTo("operation User.find orm.cache.errors=1 ERROR java.lang.IllegalStateException");
    }

    @Test
    void putThatIsNotStored_isNone() {
        unit.session(session -> users(session, false));
        unit.recorder().reset();
        unit.session(session -> users(session, false));

        assertThat(operations()).isEqualTo("operation User.getResultList");
    }

    @Test
    void write_putsWhatItHasStored_andTellsTheTimeOfItsTable() {
        unit.transaction(session -> session.find(User.class, blog.ada()).setName("Somebody"));

        assertThat(steps()).isEqualTo("""
                commit_transaction orm.cache.puts=1 orm.cache.timestamps=1
                flush orm.cache.timestamps=1""");
    }

    @Test
    void regionsAndTheirFactory_areTheRealOnes() {
        assertThat(unit.sessions().getCache().unwrap(RegionFactory.class)).isInstanceOf(MapRegionFactory.class);
        CacheImplementor cache = (CacheImplementor) unit.sessions().getCache();
        assertThat(cache.getRegionFactory()).isInstanceOf(MapRegionFactory.class);
        assertThat(cache.getCacheRegionNames())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(cache.getRegion(name)).isInstanceOf(AbstractRegion.class));
    }

    @Test
    void callThatIsFast_allocatesNothing() {
        SessionFactoryImplementor factory = unit.sessions().unwrap(SessionFactoryImplementor.class);
        EntityPersister users = factory.getMappingMetamodel().getEntityDescriptor(User.class);
        EntityDataAccess traced = users.getCacheAccessStrategy();
        unit.session(session -> session.find(User.class, blog.ada()));
        unit.session(session -> {
            Object key = traced.generateCacheKey(blog.ada(), users, factory, null);
            bytesOfGets(traced, (SharedSessionContractImplementor) session, key);

            assertThat(bytesOfGets(traced, (SharedSessionContractImplementor) session, key))
                    .isLessThan(GETS);
        });
    }

    private static long bytesOfGets(EntityDataAccess access, SharedSessionContractImplementor session, Object key) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < GETS; i++) {
            assertNotNull(access.get(session, key));
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void disabledCache_isHibernatesOwn() {
        TracedUnit plain = TracedUnit.of(new TracedUnit.Configuration(unit.database(), "orm:client:", Map.of()));

        assertThat(plain.sessions().getCache()).isExactlyInstanceOf(DisabledCaching.class);
    }

    private static List<User> users(Session session, boolean cached) {
        return session.createSelectionQuery("from User", User.class)
                .setCacheable(cached)
                .getResultList();
    }

    private String steps() {
        return unit.traces().stream()
                .filter(span -> "flush".equals(span.type()) || "commit_transaction".equals(span.type()))
                .map(CACHES::line)
                .collect(Collectors.joining("\n"));
    }

    private String operations() {
        return unit.traces().operations().stream().map(CACHES::line).collect(Collectors.joining("\n"));
    }
}
