package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.StatementSettings;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.tree.AwaitedExecution;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.SpanAwaitingRows;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.jdbc.internal.database.Database;
import dev.ormtracing.jdbc.internal.database.DatabaseSystem;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import dev.ormtracing.jdbc.internal.database.SqlDescription;
import dev.ormtracing.jdbc.internal.database.TransactionCommand;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose statements and transactions are spans, and which knows what they have in common: the database, the
 * transaction, the comments. Not thread-safe, as connections are not.
 */
public class TracingConnection extends DelegatingConnection implements Connection {

    private static final String OPEN_TELEMETRY = "io.opentelemetry.instrumentation.";

    /** Null unless rows are counted. */
    final @Nullable OpenRows openRows;

    private final JdbcTracing tracing;

    /** Null unless statements carry comments. */
    private final @Nullable StatementComments comments;

    /** Null until a call tells something about transactions: most connections live with auto-commit. */
    private @Nullable TransactionState transaction;

    /** Null unless there are metrics and it comes from a pool. */
    private @Nullable BorrowedConnection borrowing;

    private @Nullable PhysicalConnection physical;
    private @Nullable Database database;

    /** What calls before the first statement have said about the database, or null. */
    private @Nullable UnaryOperator<Database> moves;

    /** The transaction of the session that has the connection; null where no session has it, or no transaction runs. */
    private @Nullable TransactionSpan usedBy;

    /** A wrapper of this library stands between this one and the driver, and does the work. */
    private boolean yields;

    /** That wrapper, if it is of this copy of the library. */
    private @Nullable TracingConnection working;

    TracingConnection(Connection delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
        this.comments = tracing.comments == null ? null : new StatementComments(tracing.comments);
        this.openRows = tracing.statements.returnedRows() ? new OpenRows() : null;
    }

    /** Whether that is a traced connection, of this copy of the library or of one in another class loader. */
    public static boolean isTracing(Object connection) {
        return AnyCopy.isInstance(connection, TracingConnection.class)
                || AnyCopy.isInstance(connection, TracingPooledHandle.class);
    }

    /** The connection that this one was given. */
    public final Connection original() {
        return delegate;
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        DatabaseMetaData metaData = delegate.getMetaData();
        return metaData == null ? null : new TracingDatabaseMetaData(metaData, this);
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit) {
            commitBySwitching();
        } else if (transaction().isManualCommit() || !isActive()) {
            delegate.setAutoCommit(false);
            transaction().autoCommit(false);
        } else {
            long start = System.nanoTime();
            delegate.setAutoCommit(false);
            transaction().autoCommit(false);
            switchedOff(transaction(), start, System.nanoTime());
        }
    }

    /** Commits what is under way, as JDBC says, which is a round trip like any other commit. */
    private void commitBySwitching() throws SQLException {
        TransactionState known = transaction;
        JdbcCall span = known != null && known.isWorking() ? start(TransactionCommand.COMMIT) : null;
        try {
            delegate.setAutoCommit(true);
            end(span, false);
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
        if (known != null) {
            known.autoCommit(true);
        }
    }

    private void switchedOff(TransactionState transaction, long start, long end) {
        try {
            Frame frame = tracing.tracer.current();
            if (frame == null) {
                transaction.switchedOff(Span.current(), start, end);
            } else if (frame.isTransactionStart() && !transaction.isUsual()) {
                transaction.describe(frame, knownDatabase().system);
            }
        } catch (Throwable t) {
            Guard.report(t);
        }
    }

    /** Heard from whoever asks anyway. */
    @Override
    public boolean getAutoCommit() throws SQLException {
        boolean autoCommit = delegate.getAutoCommit();
        if (!autoCommit) {
            transaction().autoCommit(false);
        }
        return autoCommit;
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        int level = delegate.getTransactionIsolation();
        transaction().isolationRead(level);
        return level;
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        delegate.setTransactionIsolation(level);
        transaction().isolationSet(level);
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        delegate.setReadOnly(readOnly);
        if (readOnly || transaction != null) {
            transaction().readOnlySet(readOnly);
        }
    }

    @Override
    public void commit() throws SQLException {
        JdbcCall span = start(TransactionCommand.COMMIT);
        try {
            delegate.commit();
            end(span, false);
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        } finally {
            transactionEnds();
        }
    }

    @Override
    public void rollback() throws SQLException {
        JdbcCall span = start(TransactionCommand.ROLLBACK);
        try {
            delegate.rollback();
            end(span, false);
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        } finally {
            transactionEnds();
        }
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        JdbcCall span = start(TransactionCommand.ROLLBACK_TO_SAVEPOINT);
        try {
            delegate.rollback(savepoint);
            end(span, false);
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        JdbcCall span = start(TransactionCommand.SAVEPOINT);
        try {
            Savepoint savepoint = delegate.setSavepoint();
            end(span, false);
            return savepoint;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        JdbcCall span = start(TransactionCommand.SAVEPOINT);
        try {
            Savepoint savepoint = delegate.setSavepoint(name);
            end(span, false);
            return savepoint;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        JdbcCall span = start(TransactionCommand.RELEASE_SAVEPOINT);
        try {
            delegate.releaseSavepoint(savepoint);
            end(span, false);
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        delegate.setCatalog(catalog);
        moves(known -> known.withCatalog(catalog));
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        delegate.setSchema(schema);
        moves(known -> known.withSchema(schema));
    }

    /** Waits for the first statement where the database is not known: until then, the connection is asked for nothing. */
    private void moves(UnaryOperator<Database> move) {
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

    @Override
    public void close() throws SQLException {
        try {
            delegate.close();
        } finally {
            released();
        }
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        try {
            delegate.abort(executor);
        } finally {
            released();
        }
    }

    /**
     * A transaction of a session has the connection: whatever runs on it until the transaction ends belongs to that,
     * whoever runs it.
     */
    public void usedBy(@Nullable TransactionSpan transaction) {
        usedBy = transaction;
        TracingConnection inner = working;
        if (inner != null) {
            inner.usedBy(transaction);
        }
    }

    /** The running transaction of the session that has the connection, or null. */
    private @Nullable TransactionSpan used() {
        TransactionSpan known = usedBy;
        if (known != null && !known.isRunning()) {
            known = null;
            usedBy = null;
        }
        return known;
    }

    private boolean isActive() {
        return tracing.isActive(used());
    }

    /** The connection is closed or given back. */
    public void released() {
        usedBy(null);
        endRows();
        if (comments != null) {
            comments.discardAll();
        }
        BorrowedConnection borrowed = borrowing;
        if (borrowed != null) {
            borrowing = null;
            borrowed.ends(knownDatabase());
        }
    }

    public boolean isTracedBy(JdbcTracing one) {
        return tracing == one;
    }

    /** It has been borrowed from a pool of that name, or of none, and was waited for so long. */
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

    /** Nobody reads on. */
    void endRows() {
        if (openRows != null) {
            openRows.endAll();
        }
    }

    @Override
    Statement traced(Statement statement) {
        return statement == null ? null : new TracingStatement(statement, this);
    }

    @Override
    PreparedStatement traced(PreparedStatement statement, String sql) {
        closeStatement();
        return awaiting(statement == null ? null : new TracingPreparedStatement(statement, this, sql));
    }

    @Override
    CallableStatement traced(CallableStatement statement, String sql) {
        closeStatement();
        return awaiting(statement == null ? null : new TracingCallableStatement(statement, this, sql));
    }

    private <S extends TracingPreparedStatement> S awaiting(S statement) {
        AwaitedExecution prepared = comments == null ? null : comments.take();
        if (statement != null && prepared != null) {
            statement.awaits(prepared);
        }
        return statement;
    }

    /** A statement that the driver made by itself, for instance the one behind a metadata result set. */
    Statement tracedOther(Statement statement) {
        if (statement instanceof CallableStatement callable) {
            return traced(callable, "");
        }
        return statement instanceof PreparedStatement prepared ? traced(prepared, "") : traced(statement);
    }

    @Override
    String preparing(String sql) {
        if (!isAsleep() && isYielding()) {
            return sql;
        }
        if (isActive()) {
            preparing();
            if (comments != null && comments.needsSpan(sql)) {
                startPreparing(comments, sql);
            }
        }
        return comments == null ? sql : comments.prepared(sql);
    }

    /**
     * The driver may make spans of its own for a prepare and what it asks the server for that, for instance the parameters of a
     * procedure. It has to be known before.
     */
    private void preparing() {
        Frame frame = tracing.tracer.current();
        if (frame != null) {
            frame.statementPrepares();
        }
        if (physical != null) {
            physical.statementOpen = true;
        }
    }

    /**
     * Whether the statement that is prepared opens the connection. It is not asked for anything before: where it cannot be
     * opened, it would be tried twice, and a pool be waited for twice. Comments have to know what is below, so they ask.
     */
    private boolean isAsleep() {
        return comments == null && physical == null && isActive() && InnerConnections.isAsleep(delegate);
    }

    /**
     * Whether another wrapper of ours does the work. It is found out with the first statement that matters: the connection is
     * then opened anyway.
     */
    private boolean isYielding() {
        if (physical == null && (comments != null || isActive())) {
            try {
                database();
            } catch (Throwable t) {
                Guard.report(t);
            }
        }
        return yields;
    }

    private void startPreparing(StatementComments comments, String sql) {
        try {
            Database database = database();
            workBegins(database);
            AwaitedExecution query = database.system.prepared(sql).prepare(tracing.tracer, used(), database);
            if (query != null) {
                comments.prepare(query);
            }
        } catch (Throwable t) {
            Guard.report(t);
        }
    }

    /** What the driver is to execute; the text of a batch is known before its span. */
    String commented(String sql, @Nullable JdbcCall span) {
        return comments == null || isYielding() ? sql : comments.executed(sql, span);
    }

    String commentedForBatch(String sql) {
        return comments == null || isYielding() ? sql : comments.prepared(sql);
    }

    /** The statement that was prepared with this span is closed. */
    void discard(AwaitedExecution prepared) {
        if (comments != null) {
            comments.discard(prepared);
        }
    }

    /** H2 and PostgreSQL, among others, report a wrong statement when it is prepared: it would not show at all. */
    @Override
    void prepareFailed(String sql, Throwable error) {
        closeStatement();
        fail(isAsleep() ? startUnopened(sql) : startPrepared(null, sql), error);
    }

    /** The connection could not be opened for it. */
    private @Nullable JdbcCall startUnopened(String sql) {
        try {
            Database database = knownDatabase();
            return started(database.system.prepared(sql).startPrepared(tracing.tracer, used(), database, null));
        } catch (Throwable t) {
            Guard.report(t);
            return null;
        }
    }

    @Nullable
    JdbcCall startUnprepared(String sql) {
        if (!isActive() || isYielding()) {
            return null;
        }
        try {
            Database database = database();
            workBegins(database);
            return started(database.system.unprepared(sql).start(tracing.tracer, used(), database));
        } catch (Throwable t) {
            Guard.report(t);
            return null;
        }
    }

    /** The same for a statement that keeps its description, or null when it has none yet. */
    @Nullable
    JdbcCall startPrepared(@Nullable TracingPreparedStatement statement, String sql) {
        if (!isActive() || isYielding()) {
            return null;
        }
        try {
            Database database = database();
            SqlDescription description =
                    statement == null ? database.system.prepared(sql) : statement.description(database.system);
            workBegins(database);
            JdbcCall prepared = statement == null ? startFailed() : startAwaited(statement.awaited());
            JdbcCall span = started(description.startPrepared(tracing.tracer, used(), database, prepared));
            return span == null || statement == null
                    ? span
                    : withParameters(span, statement, description, database.system);
        } catch (Throwable t) {
            Guard.report(t);
            return null;
        }
    }

    private @Nullable JdbcCall startFailed() {
        return comments == null ? null : comments.execute(comments.take());
    }

    private @Nullable JdbcCall startAwaited(@Nullable AwaitedExecution awaited) {
        return comments == null ? null : comments.execute(awaited);
    }

    private JdbcCall withParameters(
            JdbcCall span, TracingPreparedStatement statement, SqlDescription description, DatabaseSystem system) {
        try {
            statement.describeParameters(span, description, system);
            return span;
        } catch (Throwable t) {
            end(span, false);
            throw t;
        }
    }

    /** Null unless the values of parameters are recorded. */
    @Nullable
    StatementParameters newParameters() {
        StatementSettings settings = tracing.statements;
        return settings.parameters() ? new StatementParameters(settings) : null;
    }

    /** @param awaited the span that the batch was prepared with, or null */
    @Nullable
    JdbcCall startBatch(StatementBatch batch, @Nullable AwaitedExecution awaited) {
        if (!isActive() || isYielding()) {
            if (awaited != null) {
                discard(awaited);
            }
            return null;
        }
        try {
            Database database = database();
            workBegins(database);
            return started(batch.start(tracing.tracer, used(), database, startAwaited(awaited)));
        } catch (Throwable t) {
            Guard.report(t);
            return null;
        }
    }

    /** Rows of a statement have been read. */
    final void rowsRead(int rows) {
        Frame frame = tracing.tracer.current();
        if (frame != null) {
            frame.rowsRead(rows);
        }
    }

    public void end(@Nullable JdbcCall span, boolean returnsRows) {
        if (span != null) {
            closeStatement();
            span.end(returnsRows);
        }
    }

    /** Ends all but the span itself, which waits for the rows. */
    @Nullable
    SpanAwaitingRows endLater(JdbcCall span, boolean hydrates) {
        closeStatement();
        return span.endLater(hydrates);
    }

    public void fail(@Nullable JdbcCall span, Throwable error) {
        if (span == null) {
            return;
        }
        closeStatement();
        try {
            String code = knownDatabase().system.statusCode(error);
            if (code != null) {
                span.setAttribute(DbAttributes.RESPONSE_STATUS_CODE, code);
            }
            span.fail(error, code);
        } catch (Throwable t) {
            Guard.report(t);
        }
        span.end();
    }

    /** A transaction manager prepares or ends the branch of a transaction, if it is known. */
    public final void completes(TransactionCommand command, @Nullable TransactionSpan transaction) {
        if (transaction != null) {
            usedBy(transaction);
            if (command == TransactionCommand.XA_ROLLBACK) {
                tracing.tracer.rollbackStarts(transaction);
            }
        }
    }

    public final @Nullable JdbcCall start(TransactionCommand command) {
        if (!isActive() || yields) {
            return null;
        }
        try {
            Database database = knownDatabase();
            if (command.isWork()) {
                workBegins(database);
            }
            JdbcCall span = tracing.tracer.startQuery(used(), command.text, database.transactionAttributes(command));
            if (span != null && span.isMeasured()) {
                span.shape(database.shape(command));
            }
            return started(span);
        } catch (Throwable t) {
            Guard.report(t);
            return null;
        }
    }

    private void workBegins(Database database) {
        TransactionState known = transaction;
        if (known != null && known.awaitsWork()) {
            known.begins(tracing.tracer, used() != null, database.system);
        }
    }

    /** The next statement begins another one. */
    public final void transactionEnds() {
        if (transaction != null) {
            transaction.ends();
        }
    }

    private TransactionState transaction() {
        TransactionState known = transaction;
        if (known == null) {
            known = new TransactionState();
            transaction = known;
        }
        return known;
    }

    private @Nullable JdbcCall started(@Nullable JdbcCall span) {
        if (span != null && physical != null) {
            physical.statementOpen = true;
        }
        return span;
    }

    private void closeStatement() {
        if (physical != null) {
            physical.statementOpen = false;
        }
    }

    /** What is known without a question: before the first statement, the database of the others. */
    private Database knownDatabase() {
        Database known = database;
        if (known != null) {
            return known;
        }
        Database expected = tracing.expected();
        return moves == null ? expected : moves.apply(expected);
    }

    /** Found out with the first traced statement: most connections of an unsampled request never need it. */
    private Database database() {
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
        Database known = found.database.withOldSemconv(tracing.statements.oldSemconv());
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
                innermost instanceof TracingConnection inner ? inner.physical() : PhysicalConnection.of(innermost);
        // Before an operation's statement comes only the outermost wrapper where OpenTelemetry's stands in between.
        yields = isTracing(innermost) && !delegate.getClass().getName().startsWith(OPEN_TELEMETRY);
        if (yields && innermost instanceof TracingConnection inner) {
            working = inner;
            inner.usedBy(usedBy);
        }
        if (!yields) {
            found(found);
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
        return physical;
    }
}
