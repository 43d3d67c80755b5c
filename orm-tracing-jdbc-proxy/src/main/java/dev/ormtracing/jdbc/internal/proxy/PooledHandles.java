package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.tree.TransactionSpan;
import java.lang.ref.WeakReference;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the handles of one pooled connection have in common. Thread-safe, since a transaction manager may roll back on a thread
 * of its own.
 */
public final class PooledHandles {

    /** By the driver's statement, for as long as the application holds the wrapper. */
    private final Map<PreparedStatement, WeakReference<PreparedStatement>> handedOut = new WeakHashMap<>();

    private volatile boolean statementsAreWatched;
    private volatile @Nullable TransactionSpan enlistedIn;

    /** Null until a statement has run. */
    private volatile @Nullable PhysicalConnection physical;

    /** Only from then on statements are noted: a pool of statements listens from the beginning, and nobody else does. */
    public void watchStatements() {
        statementsAreWatched = true;
    }

    void handsOut(PreparedStatement statement, PreparedStatement wrapper) {
        if (statementsAreWatched) {
            synchronized (handedOut) {
                handedOut.put(statement, new WeakReference<>(wrapper));
            }
        }
    }

    /** What the application got for the driver's statement. */
    public PreparedStatement handedOutFor(PreparedStatement statement) {
        synchronized (handedOut) {
            WeakReference<PreparedStatement> known = handedOut.get(statement);
            PreparedStatement wrapper = known == null ? null : known.get();
            return wrapper == null ? statement : wrapper;
        }
    }

    /** A transaction of a session uses them; a transaction manager completes that when they are closed long since. */
    void enlistedIn(TransactionSpan transaction) {
        enlistedIn = transaction;
    }

    /** The transaction that has used them last, unless it has ended. */
    public @Nullable TransactionSpan enlistedIn() {
        TransactionSpan known = enlistedIn;
        if (known != null && known.isEnded()) {
            known = null;
            enlistedIn = null;
        }
        return known;
    }

    /** What they lead to: each of them would be asked for it. */
    @Nullable
    PhysicalConnection physical() {
        return physical;
    }

    void physical(PhysicalConnection found) {
        physical = found;
    }
}
