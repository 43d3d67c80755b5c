package dev.ormtracing.jdbc.internal.proxy;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of objects for as long as somebody else holds them. They are found by identity, for the hash code of a
 * handle that its pool has taken back can fail, and without a lock, on which all borrowers of connections would meet.
 * Thread-safe.
 */
final class WeakIdentityMap<K, V> {

    private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<K> collected = new ReferenceQueue<>();

    @Nullable
    V get(K key) {
        return values.get(new Held(key));
    }

    void put(K key, V value) {
        for (Reference<? extends K> gone = collected.poll(); gone != null; gone = collected.poll()) {
            values.remove(gone);
        }
        values.put(new Kept<>(key, collected), value);
    }

    int size() {
        return values.size();
    }

    /** What is looked for. Asked by the map whether it is what it has found, never the other way round. */
    private record Held(Object object) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kept<?> kept && kept.get() == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    private static final class Kept<K> extends WeakReference<K> {

        private final int hash;

        Kept(K object, ReferenceQueue<K> collected) {
            super(object, collected);
            hash = System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            K object = get();
            return object != null && other instanceof Kept<?> kept && kept.get() == object;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
