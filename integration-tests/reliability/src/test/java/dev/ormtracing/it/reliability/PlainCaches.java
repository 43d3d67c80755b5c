package dev.ormtracing.it.reliability;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.internal.util.cache.InternalCache;
import org.hibernate.internal.util.cache.InternalCacheFactory;
import org.hibernate.service.spi.ServiceContributor;
import org.jspecify.annotations.Nullable;

/**
 * Caches of query plans that are empty when they have been cleared. Hibernate's own remember what they were asked for
 * before, and drop new entries by it; since the SQL of a query depends on whether its plan is there, so it would on the
 * programs before.
 */
public final class PlainCaches implements ServiceContributor, InternalCacheFactory {

    private static final long serialVersionUID = 1;

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        builder.addService(InternalCacheFactory.class, this);
    }

    @Override
    public <K, V> InternalCache<K, V> createInternalCache(int intendedApproximateSize) {
        return new PlainCache<>();
    }

    private static final class PlainCache<K, V> implements InternalCache<K, V> {

        private final Map<K, V> entries = new ConcurrentHashMap<>();

        @Override
        public int heldElementsEstimate() {
            return entries.size();
        }

        @Override
        public @Nullable V get(K key) {
            return entries.get(key);
        }

        @Override
        public void put(K key, V value) {
            entries.put(key, value);
        }

        @Override
        public void clear() {
            entries.clear();
        }

        @Override
        public V computeIfAbsent(K key, Function<? super K, ? extends V> mappingFunction) {
            V known = entries.get(key);
            if (known == null) {
                // Not by the map's own method: what is computed may ask the cache.
                known = mappingFunction.apply(key);
                entries.put(key, known);
            }
            return known;
        }
    }
}
