package dev.ormtracing.hibernate.internal.cache;

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
    private final transient CacheCalls calls;

    /** One for each of the cache's own objects, so that it is the same whenever it is asked for. */
    private final transient Map<Object, Object> traced = new ConcurrentHashMap<>();

    private TracedCache(CacheImplementor cache, CacheCalls calls) {
        this.cache = cache;
        this.calls = calls;
    }

    /** Around caches that keep something. */
    public static CacheImplementor around(CacheImplementor cache, HibernateTracing tracing) {
        return cache instanceof DisabledCaching || !tracing.isEnabled()
                ? cache
                : Forwarding.complete(cache, new TracedCache(cache, new CacheCalls(tracing)));
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable T traced(@Nullable T original, Function<T, T> wrapping) {
        return original == null
                ? null
                : (T) traced.computeIfAbsent(original, each -> Forwarding.complete((T) each, wrapping.apply((T) each)));
    }

    @Override
    public @Nullable EntityDataAccess getEntityRegionAccess(NavigableRole role) {
        return traced(cache.getEntityRegionAccess(role), access -> new TracedEntityAccess(access, calls));
    }

    @Override
    public @Nullable NaturalIdDataAccess getNaturalIdCacheRegionAccessStrategy(NavigableRole role) {
        return traced(
                cache.getNaturalIdCacheRegionAccessStrategy(role), access -> new TracedNaturalIdAccess(access, calls));
    }

    @Override
    public @Nullable CollectionDataAccess getCollectionRegionAccess(NavigableRole role) {
        return traced(cache.getCollectionRegionAccess(role), access -> new TracedCollectionAccess(access, calls));
    }

    @Override
    public @Nullable TimestampsCache getTimestampsCache() {
        return traced(cache.getTimestampsCache(), timestamps -> new TracedTimestamps(timestamps, calls));
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
        return traced(original, results -> new TracedQueryResults(results, calls));
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
        cache.evictQueries();
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
        cache.evictEntityData();
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
        cache.evictNaturalIdData();
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
        cache.evictCollectionData();
    }

    @Override
    public void evictDefaultQueryRegion() {
        cache.evictDefaultQueryRegion();
    }

    @Override
    public void evictQueryRegion(String region) {
        cache.evictQueryRegion(region);
    }

    @Override
    public void evictQueryRegions() {
        cache.evictQueryRegions();
    }

    @Override
    public void evictRegion(String region) {
        cache.evictRegion(region);
    }

    @Override
    public void evictAllRegions() {
        cache.evictAllRegions();
    }

    @Override
    public void evictAll() {
        cache.evictAll();
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
