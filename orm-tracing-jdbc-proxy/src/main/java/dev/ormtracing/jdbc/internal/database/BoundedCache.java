package dev.ormtracing.jdbc.internal.database;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps about the most recently used entries: when the young generation is full, it becomes the old one, and what is not
 * asked for again is gone with the next change. A hit costs one or two look-ups and no lock. Thread-safe.
 */
final class BoundedCache<K, V> {

    private final int generation;
    private volatile ConcurrentHashMap<K, V> young = new ConcurrentHashMap<>();
    private volatile ConcurrentHashMap<K, V> old = new ConcurrentHashMap<>();

    BoundedCache(int maxEntries) {
        this.generation = maxEntries / 2;
    }

    @Nullable
    V get(K key) {
        V value = young.get(key);
        if (value != null) {
            return value;
        }
        value = old.get(key);
        if (value != null) {
            put(key, value);
        }
        return value;
    }

    void put(K key, V value) {
        if (young.size() >= generation) {
            turn();
        }
        young.put(key, value);
    }

    int size() {
        return young.size() + old.size();
    }

    private synchronized void turn() {
        if (young.size() >= generation) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }
}
