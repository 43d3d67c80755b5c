package dev.ormtracing.hibernate.internal.cache;

import dev.ormtracing.core.internal.cost.CachedData;
import dev.ormtracing.hibernate.internal.delegation.Forwarding;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.internal.DisabledCaching;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.QueryResultsCache;
import org.hibernate.cache.spi.Region;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.model.domain.NavigableRole;
import org.jspecify.annotations.Nullable;

/**
 * The caches of a session factory, asked through objects that see each call. Region factory and regions are the real ones:
 * applications cast them to those of their provider.
 */
@SuppressWarnings({"deprecation", "rawtypes"})
public final class TracedCache implements CacheImplementor {

    private static final long serialVersionUID = 1L;

    private final transient CacheImplementor cache;
    private final transient HibernateTracing tracing;

    /** Of all regions. */
    private final transient CallsOnData calls;

    /** One for each of the cache's own objects, so that it is the same whenever it is asked for. */
    private final transient Map<Object, Object> traced = new ConcurrentHashMap<>();

    private TracedCache(CacheImplementor cache, HibernateTracing tracing) {
        this.cache = cache;
        this.tracing = tracing;
        this.calls = calls(null);
    }

    /** Around caches that keep something. */
    public static CacheImplementor around(CacheImplementor cache, HibernateTracing tracing) {
        return cache instanceof DisabledCaching || !tracing.isEnabled()
                ? cache
                : Forwarding.complete(cache, new TracedCache(cache, tracing));
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable T traced(@Nullable T original, Function<T, T> wrapping) {
        return original == null
                ? null
                : (T) traced.computeIfAbsent(original, each -> Forwarding.complete((T) each, wrapping.apply((T) each)));
    }

    @Override
    public @Nullable EntityDataAccess getEntityRegionAccess(NavigableRole role) {
        return traced(
                cache.getEntityRegionAccess(role),
                access -> new TracedEntityAccess(access, callsOnEntity(access, role)));
    }

    @Override
    public @Nullable NaturalIdDataAccess getNaturalIdCacheRegionAccessStrategy(NavigableRole role) {
        return traced(
                cache.getNaturalIdCacheRegionAccessStrategy(role),
                access -> new TracedNaturalIdAccess(access, callsOnEntity(access, role)));
    }

    @Override
    public @Nullable CollectionDataAccess getCollectionRegionAccess(NavigableRole role) {
        return traced(
                cache.getCollectionRegionAccess(role),
                access -> new TracedCollectionAccess(
                        access,
                        new CallsOnData(
                                tracing,
                                () -> CachedData.ofRole(access.getRegion().getName(), path(role)))));
    }

    @Override
    public @Nullable TimestampsCache getTimestampsCache() {
        return traced(
                cache.getTimestampsCache(),
                timestamps -> new TracedTimestamps(timestamps, calls(timestamps.getRegion())));
    }

    @Override
    public @Nullable QueryResultsCache getDefaultQueryResultsCache() {
        return traced(cache.getDefaultQueryResultsCache());
    }

    @Override
    public @Nullable QueryResultsCache getQueryResultsCache(@Nullable String region) {
        return traced(cache.getQueryResultsCache(region));
    }

    @Override
    public @Nullable QueryResultsCache getQueryResultsCacheStrictly(@Nullable String region) {
        return traced(cache.getQueryResultsCacheStrictly(region));
    }

    private @Nullable QueryResultsCache traced(@Nullable QueryResultsCache original) {
        return traced(original, results -> new TracedQueryResults(results, calls(results.getRegion())));
    }

    private CallsOnData callsOnEntity(CachedDomainDataAccess access, NavigableRole role) {
        return new CallsOnData(
                tracing, () -> CachedData.ofEntity(access.getRegion().getName(), tracing.modelOf(role.getFullPath())));
    }

    private CallsOnData calls(@Nullable Region region) {
        return new CallsOnData(tracing, () -> CachedData.in(region == null ? null : region.getName()));
    }

    private CallsOnData callsOn(String region) {
        return new CallsOnData(tracing, () -> CachedData.in(region));
    }

    private String path(NavigableRole role) {
        return tracing.roleOf(cache.getSessionFactory(), role.getFullPath()).path();
    }

    @Override
    public SessionFactoryImplementor getSessionFactory() {
        return cache.getSessionFactory();
    }

    @Override
    public RegionFactory getRegionFactory() {
        return cache.getRegionFactory();
    }

    @Override
    public void prime(Set<DomainDataRegionConfig> configs) {
        cache.prime(configs);
    }

    @Override
    public @Nullable Region getRegion(String name) {
        return cache.getRegion(name);
    }

    @Override
    public Set<String> getCacheRegionNames() {
        return cache.getCacheRegionNames();
    }

    @Override
    public void evictQueries() {
        calls.evict(cache::evictQueries);
    }

    @Override
    public void close() {
        cache.close();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return cache.unwrap(type);
    }

    @Override
    public boolean contains(Class entityClass, Object id) {
        return cache.contains(entityClass, id);
    }

    @Override
    public boolean containsEntity(Class<?> entityClass, Object id) {
        return cache.containsEntity(entityClass, id);
    }

    @Override
    public boolean containsEntity(String entityName, Object id) {
        return cache.containsEntity(entityName, id);
    }

    @Override
    public boolean containsCollection(String role, Object ownerId) {
        return cache.containsCollection(role, ownerId);
    }

    @Override
    public boolean containsQuery(String region) {
        return cache.containsQuery(region);
    }

    @Override
    public void evictEntityData(Class<?> entityClass, Object id) {
        cache.evictEntityData(entityClass, id);
    }

    @Override
    public void evictEntityData(String entityName, Object id) {
        cache.evictEntityData(entityName, id);
    }

    @Override
    public void evictEntityData(Class<?> entityClass) {
        cache.evictEntityData(entityClass);
    }

    @Override
    public void evictEntityData(String entityName) {
        cache.evictEntityData(entityName);
    }

    @Override
    public void evictEntityData() {
        calls.evict(cache::evictEntityData);
    }

    @Override
    public void evictNaturalIdData(Class<?> entityClass) {
        cache.evictNaturalIdData(entityClass);
    }

    @Override
    public void evictNaturalIdData(String entityName) {
        cache.evictNaturalIdData(entityName);
    }

    @Override
    public void evictNaturalIdData() {
        calls.evict(cache::evictNaturalIdData);
    }

    @Override
    public void evictCollectionData(String role, Object ownerId) {
        cache.evictCollectionData(role, ownerId);
    }

    @Override
    public void evictCollectionData(String role) {
        cache.evictCollectionData(role);
    }

    @Override
    public void evictCollectionData() {
        calls.evict(cache::evictCollectionData);
    }

    @Override
    public void evictDefaultQueryRegion() {
        calls.evict(cache::evictDefaultQueryRegion);
    }

    @Override
    public void evictQueryRegion(String region) {
        callsOn(region).evict(() -> cache.evictQueryRegion(region));
    }

    @Override
    public void evictQueryRegions() {
        calls.evict(cache::evictQueryRegions);
    }

    @Override
    public void evictRegion(String region) {
        callsOn(region).evict(() -> cache.evictRegion(region));
    }

    @Override
    public void evictAllRegions() {
        calls.evict(cache::evictAllRegions);
    }

    @Override
    public void evictAll() {
        calls.evict(cache::evictAll);
    }

    @Override
    public void evict(Class entityClass, Object id) {
        cache.evict(entityClass, id);
    }

    @Override
    public void evict(Class entityClass) {
        cache.evict(entityClass);
    }
}
