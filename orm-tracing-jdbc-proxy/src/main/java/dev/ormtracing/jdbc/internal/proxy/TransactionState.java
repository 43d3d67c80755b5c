package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.jdbc.internal.database.DatabaseSystem;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What the calls that pass a connection tell about its transactions. The driver is asked for nothing: H2 runs a query for
 * its isolation level, others make a round trip. Used by one thread at a time, as the connection.
 */
final class TransactionState {

    private boolean manualCommit;

    /** A traced statement has run since the transaction began. */
    private boolean working;

    /** 0 until a call tells. */
    private int isolation;

    private int ownIsolation;
    private boolean readOnly;

    /** What was current when auto-commit was switched off, until work begins. */
    private @Nullable Span switchedIn;

    private long switchStart;
    private long switchEnd;

    boolean isWorking() {
        return working;
    }

    /** Whether the next statement begins a transaction. */
    boolean awaitsWork() {
        return manualCommit && !working;
    }

    boolean isManualCommit() {
        return manualCommit;
    }

    void autoCommit(boolean autoCommit) {
        manualCommit = !autoCommit;
        if (autoCommit) {
            ends();
        }
    }

    /** Auto-commit was switched off by a call between these times, which are {@link System#nanoTime}. */
    void switchedOff(Span current, long start, long end) {
        if (current.isRecording()) {
            switchedIn = current;
            switchStart = start;
            switchEnd = end;
        }
    }

    void ends() {
        working = false;
        switchedIn = null;
    }

    /** The connection's own level, if it has been asked for before another one was set. */
    void isolationRead(int level) {
        if (isolation == 0) {
            ownIsolation = level;
        }
    }

    void isolationSet(int level) {
        isolation = level;
    }

    void readOnlySet(boolean value) {
        readOnly = value;
    }

    /**
     * Writes the beginning of the transaction, unless it began in a frame.
     *
     * @param told whether a session has told of it
     */
    void begins(OperationTracer tracer, boolean told, DatabaseSystem system) {
        working = true;
        if (told) {
            switchedIn = null;
            return;
        }
        // Elsewhere, the call may lie minutes back: in the filling of a pool.
        boolean switchedHere = switchedIn != null && switchedIn == Span.current();
        tracer.writeTransactionStart(switchedHere ? switchStart : 0, switchedHere ? switchEnd : 0, attributes(system));
        switchedIn = null;
    }

    /** The begin of a transaction is a span already: it gets what is unusual about the transaction. */
    void describe(Frame begin, DatabaseSystem system) {
        String level = unusualIsolation(system);
        if (level != null) {
            begin.setTransactionAttribute(OrmAttributes.TRANSACTION_ISOLATION, level);
        }
        if (readOnly) {
            begin.setTransactionAttribute(OrmAttributes.TRANSACTION_READ_ONLY, true);
        }
    }

    boolean isUsual() {
        return isolation == 0 && !readOnly;
    }

    private Attributes attributes(DatabaseSystem system) {
        if (isUsual()) {
            return Attributes.empty();
        }
        AttributesBuilder attributes = Attributes.builder();
        attributes.put(OrmAttributes.TRANSACTION_ISOLATION, unusualIsolation(system));
        if (readOnly) {
            attributes.put(OrmAttributes.TRANSACTION_READ_ONLY, true);
        }
        return attributes.build();
    }

    private @Nullable String unusualIsolation(DatabaseSystem system) {
        int own = ownIsolation == 0 ? system.isolation() : ownIsolation;
        return isolation == 0 || isolation == own ? null : name(isolation);
    }

    private static String name(int level) {
        return switch (level) {
            case Connection.TRANSACTION_NONE -> "NONE";
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ_UNCOMMITTED";
            case Connection.TRANSACTION_READ_COMMITTED -> "READ_COMMITTED";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE_READ";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            // SQL Server's SNAPSHOT, for one.
            default -> Integer.toString(level);
        };
    }
}
