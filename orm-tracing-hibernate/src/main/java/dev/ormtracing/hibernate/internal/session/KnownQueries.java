package dev.ormtracing.hibernate.internal.session;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the queries in Hibernate's plan cache are about. Of such a plan, the set of its tables is the first that is seen
 * when it runs again: it is found by that very object, for as long as Hibernate has it. Thread-safe.
 */
public final class KnownQueries {

    private final Map<Object, KnownQuery> queries = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    public @Nullable KnownQuery of(Set<String> tables) {
        return tables.isEmpty() ? null : queries.get(new Key(tables, null));
    }

    public void remember(Set<String> tables, KnownQuery query) {
        Reference<?> gone = collected.poll();
        while (gone != null) {
            queries.remove(gone);
            gone = collected.poll();
        }
        // An empty one is anybody's.
        if (!tables.isEmpty()) {
            queries.putIfAbsent(new Key(tables, collected), query);
        }
    }

    private static final class Key extends WeakReference<Object> {

        private final int hash;

        Key(Object tables, @Nullable ReferenceQueue<Object> queue) {
            super(tables, queue);
            this.hash = System.identityHashCode(tables);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object own = get();
            return own != null && other instanceof Key key && key.get() == own;
        }
    }
}
