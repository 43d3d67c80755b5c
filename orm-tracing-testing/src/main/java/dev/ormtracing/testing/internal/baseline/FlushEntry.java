package dev.ormtracing.testing.internal.baseline;

/** What the flushes of an operation or a commit have done. */
public record FlushEntry(long times, long entities, long inserts, long updates, long deletes) {

    public static final FlushEntry NONE = new FlushEntry(0, 0, 0, 0, 0);

    public FlushEntry plus(FlushEntry other) {
        return new FlushEntry(
                times + other.times,
                entities + other.entities,
                inserts + other.inserts,
                updates + other.updates,
                deletes + other.deletes);
    }
}
