package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.jdbc.internal.sql.SqlText;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The descriptions of long texts, as many as have a number of characters in all; which ones stay is decided as in
 * {@link BoundedCache}. The text of a statement is not kept. While somebody else keeps it, it is compared itself, at once
 * where it is the same object; when it is gone, its {@link Fingerprint}. Thread-safe.
 */
final class LongStatements {

    /** The characters that are kept, of all databases together. */
    static final int MAX_CHARACTERS = 2_000_000;

    /** What a description has besides its text. */
    private static final int OVERHEAD = 500;

    private static final LongStatements KNOWN = new LongStatements(MAX_CHARACTERS);

    private final int generation;
    private volatile Generation young = new Generation();
    private volatile Generation old = new Generation();

    LongStatements(int maxCharacters) {
        this.generation = maxCharacters / 2;
    }

    private static final class Generation {
        final ConcurrentHashMap<Key, Entry> entries = new ConcurrentHashMap<>();
        final AtomicInteger characters = new AtomicInteger();
    }

    /** Not a record: see {@link DatabaseLocation#hashCode()}. */
    private static final class Key {
        private final DatabaseSystem system;
        private final boolean prepared;
        private final int length;
        private final int hash;

        Key(DatabaseSystem system, boolean prepared, String sql) {
            this.system = system;
            this.prepared = prepared;
            this.length = sql.length();
            this.hash = sql.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && system == key.system
                    && prepared == key.prepared
                    && length == key.length
                    && hash == key.hash;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private static final class Entry {
        final SqlDescription description;
        private final Fingerprint fingerprint;
        private volatile WeakReference<String> text;

        Entry(String sql, SqlDescription description) {
            this.description = description;
            this.fingerprint = fingerprint(sql);
            this.text = new WeakReference<>(sql);
        }

        boolean isOf(String sql) {
            String known = text.get();
            if (known != null) {
                return known.equals(sql);
            }
            if (!fingerprint.equals(fingerprint(sql))) {
                return false;
            }
            text = new WeakReference<>(sql);
            return true;
        }

        /** No more is described. */
        private static Fingerprint fingerprint(String sql) {
            return Fingerprint.of(sql, Math.min(sql.length(), SqlText.MAX_LENGTH));
        }

        int characters() {
            return OVERHEAD + (description.text == null ? 0 : description.text.length());
        }
    }

    static SqlDescription describe(DatabaseSystem system, boolean prepared, String sql) {
        return KNOWN.of(system, prepared, sql);
    }

    SqlDescription of(DatabaseSystem system, boolean prepared, String sql) {
        Key key = new Key(system, prepared, sql);
        Entry entry = young.entries.get(key);
        if (entry != null && entry.isOf(sql)) {
            return entry.description;
        }
        Entry older = old.entries.get(key);
        Entry found = older != null && older.isOf(sql)
                ? older
                : new Entry(
                        sql,
                        prepared
                                ? SqlDescription.prepared(sql, system.dialect())
                                : SqlDescription.unprepared(sql, system.dialect()));
        keep(key, found);
        return found.description;
    }

    private void keep(Key key, Entry entry) {
        Generation current = young;
        current.entries.put(key, entry);
        if (current.characters.addAndGet(entry.characters()) >= generation) {
            turn(current);
        }
    }

    private synchronized void turn(Generation full) {
        if (young == full) {
            old = full;
            young = new Generation();
        }
    }

    /** The characters of all descriptions that are kept. */
    int characters() {
        return characters(young) + characters(old);
    }

    private static int characters(Generation generation) {
        return generation.entries.values().stream().mapToInt(Entry::characters).sum();
    }
}
