package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.FrameConnection;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.jdbc.internal.database.ConnectedSession;
import dev.ormtracing.jdbc.internal.database.Database;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import java.sql.Connection;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection: the database that it leads to, the wrappers on the way there, who has it, and where it
 * was borrowed. Not thread-safe, as connections are not.
 */
public abstract class KnownConnection extends DelegatingConnection implements Connection {

    private static final String OPEN_TELEMETRY = "io.opentelemetry.instrumentation.";

    private static final ClassValue<Boolean> TRACED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return AnyCopy.isSubclass(type, KnownConnection.class);
        }
    };

    final JdbcTracing tracing;

    @Nullable
    PhysicalConnection physical;

    private @Nullable Database database;

    /** What calls before the first statement have said about the database, or null. */
    private @Nullable UnaryOperator<Database> moves;

    /** The transaction of the session that has the connection; null where no session has it, or no transaction runs. */
    private @Nullable TransactionSpan usedBy;

    /** The session that has the connection, where its frames do not show all that it does; else null. */
    @Nullable
    ConnectedSession session;

    /** Null unless there are metrics and it comes from a pool. */
    private @Nullable BorrowedConnection borrowing;

    /** The wrapper of this library, of whatever copy, that stands between this one and the driver and does the work, or null. */
    @Nullable
    Connection worker;

    KnownConnection(Connection delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    /** Whether that is a traced connection, of this copy of the library or of one in another class loader. */
    public static boolean isTraced(Object connection) {
        return connection instanceof KnownConnection || TRACED.get(connection.getClass());
    }

    /** The connection that this one was given. */
    public final Connection original() {
        return delegate;
    }

    public boolean isTracedBy(JdbcTracing one) {
        return tracing == one;
    }

    /**
     * A transaction of a session has the connection: whatever runs on it until the transaction ends belongs to that,
     * whoever runs it.
     */
    public void usedBy(@Nullable TransactionSpan transaction) {
        usedBy = transaction;
        if (worker instanceof KnownConnection inner) {
            inner.usedBy(transaction);
        }
    }

    /** A session has got the connection, or gives it back: all statements until then are the session's. */
    public final void lentTo(@Nullable ConnectedSession borrower) {
        session = borrower;
        if (worker instanceof KnownConnection inner) {
            inner.lentTo(borrower);
        }
    }

    /** The running transaction of the session that has the connection, or null. */
    final @Nullable TransactionSpan used() {
        TransactionSpan known = usedBy;
        if (known != null && !known.isRunning()) {
            known = null;
            usedBy = null;
        }
        return known;
    }

    final boolean isActive() {
        return isActive(tracing.tracer.current());
    }

    /** Whether a statement would be traced now, in this running frame; null where there is none. */
    final boolean isActive(@Nullable Frame frame) {
        return frame == null ? isActiveOutside() : frame.isRecording();
    }

    private boolean isActiveOutside() {
        TransactionSpan transaction = used();
        return transaction == null && session != null
                ? tracing.tracer.isSampling()
                : tracing.isActive(null, transaction);
    }

    /**
     * Whether the statement that is prepared opens the connection. Where it cannot be opened, it would be tried twice, and a
     * pool be waited for twice. Comments have to know what is below, so they ask.
     */
    final boolean isAsleep(boolean active) {
        return tracing.comments == null && physical == null && active && InnerConnections.isAsleep(delegate);
    }

    /**
     * Whether another wrapper of ours does the work. It is found out with the first statement that matters: the connection is
     * then opened anyway.
     */
    final boolean isYielding(boolean active) {
        if (physical == null && (tracing.comments != null || active)) {
            try {
                database();
            } catch (Throwable t) {
                Guard.report(t);
            }
        }
        return worker != null;
    }

    /** Begins a use: the connection was borrowed from a pool of that name, or of none, after so long a wait. */
    void borrowed(@Nullable Attributes pool, long waitedNanos) {
        Metrics metrics = tracing.tracer.metrics();
        if (metrics == null) {
            return;
        }
        try {
            borrowing = new BorrowedConnection(metrics, pool, waitedNanos);
        } catch (Throwable t) {
            Guard.report(t);
        }
    }

    /** Ends a use: the connection is closed or given back. */
    final void borrowingEnds() {
        BorrowedConnection borrowed = borrowing;
        if (borrowed != null) {
            borrowing = null;
            borrowed.ends(knownDatabase());
        }
    }

    /** Waits for the first statement where the database is not known: until then, the connection is asked for nothing. */
    final void moves(UnaryOperator<Database> move) {
        try {
            Database known = database;
            if (known != null) {
                database = move.apply(known);
            } else {
                UnaryOperator<Database> before = moves;
                moves = before == null ? move : start -> move.apply(before.apply(start));
            }
        } catch (Throwable t) {
            Guard.report(t);
        }
    }

    /** Notes that one of our spans is open, or that a statement is being prepared. */
    final void opensStatement() {
        if (physical != null) {
            physical.statementOpen = true;
        }
    }

    final void closesStatement() {
        if (physical != null) {
            physical.statementOpen = false;
        }
    }

    /**
     * Whether the statement that is executed next is traced here.
     *
     * @param sql the statement, or null for the statements of a batch
     */
    final boolean traces(@Nullable Frame frame, @Nullable String sql) {
        boolean traced = isActive(frame) && !isYielding(true);
        if (tracing.tellsSessions) {
            tellSession(sql, traced);
        }
        return traced;
    }

    /**
     * Tells the session of the database which span the next statement belongs to.
     *
     * @param sql the statement, or null for the statements of a batch
     */
    private void tellSession(@Nullable String sql, boolean active) {
        PhysicalConnection known = physical;
        if (known == null || worker != null) {
            return;
        }
        if (sql != null) {
            known.session.executes(known.database.system, sql);
        }
        if (active) {
            SpanContext span = tracing.tracer.spanOfStatement().getSpanContext();
            known.session.tell(delegate, known.database.system, span);
        } else if (known.session.isTold()) {
            known.session.tell(delegate, known.database.system, SpanContext.getInvalid());
        }
    }

    /** The application has set a value of the client. */
    final void clientInfoSet(String name) {
        if (tracing.tellsSessions) {
            try {
                database();
                if (physical != null) {
                    physical.session.clientInfoSet(name);
                }
            } catch (Throwable t) {
                Guard.report(t);
            }
        }
    }

    /** Keys that the database has made are going to be read. */
    final void keysReturn() {
        Frame frame = tracing.tracer.current();
        if (frame != null) {
            FrameConnection.keysReturn(frame);
        }
    }

    /**
     * Rows of a statement have been read.
     *
     * @param likely the frame that is most likely running, or null
     */
    final void rowsRead(@Nullable Frame likely, int rows) {
        Frame frame = tracing.tracer.current(likely);
        if (frame != null) {
            frame.rowsRead(rows);
        }
    }

    /** What is known without a question: before the first statement, the database of the others. */
    final Database knownDatabase() {
        Database known = database;
        if (known != null) {
            return known;
        }
        Database expected = tracing.expected();
        return moves == null ? expected : moves.apply(expected);
    }

    /** Found out with the first traced statement: most connections of an unsampled request never need it. */
    final Database database() {
        Database known = database;
        if (known == null) {
            known = findOut();
            database = known;
        }
        return known;
    }

    private Database findOut() {
        PhysicalConnection found = known();
        if (found == null) {
            found = find();
        }
        physical = found;
        Database known = found.database.with(tracing.display);
        tracing.sees(known);
        BorrowedConnection borrowed = borrowing;
        if (borrowed != null && borrowed.isFromUnknown()) {
            borrowed.isFrom(known.poolAttributes());
        }
        return moves == null ? known : moves.apply(known);
    }

    private PhysicalConnection find() {
        Connection innermost = PhysicalConnection.innermost(delegate);
        PhysicalConnection found =
                innermost instanceof KnownConnection inner ? inner.physical() : PhysicalConnection.of(innermost);
        // Before an operation's statement comes only the outermost wrapper where OpenTelemetry's stands in between.
        if (!isTraced(innermost) || delegate.getClass().getName().startsWith(OPEN_TELEMETRY)) {
            found(found);
            return found;
        }
        worker = innermost;
        if (innermost instanceof KnownConnection inner) {
            inner.usedBy(usedBy);
            if (session != null) {
                inner.lentTo(session);
            }
        }
        return found;
    }

    /** What this is a handle of, if another handle of it has found that out; else null. */
    @Nullable
    PhysicalConnection known() {
        return null;
    }

    void found(PhysicalConnection physical) {}

    private PhysicalConnection physical() {
        database();
        return Objects.requireNonNull(physical);
    }
}
