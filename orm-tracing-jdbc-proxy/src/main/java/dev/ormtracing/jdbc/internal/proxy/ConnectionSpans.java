package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.AwaitedExecution;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.Phases;
import dev.ormtracing.core.internal.tree.SpanAwaitingRows;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.jdbc.internal.database.Database;
import dev.ormtracing.jdbc.internal.database.DatabaseSystem;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import dev.ormtracing.jdbc.internal.database.InspectedStatement;
import dev.ormtracing.jdbc.internal.database.SqlDescription;
import dev.ormtracing.jdbc.internal.database.TransactionCommand;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a connection and of its statements, which have in common: the database, the transaction, the comments. All
 * that statements and result sets need of their connection.
 */
public abstract class ConnectionSpans extends KnownConnection implements Connection {

    /** A prepared statement, which keeps what is said of its text. */
    interface Prepared {

        SqlDescription description(DatabaseSystem system);

        /** The span that was started for the execution that comes first, once. */
        @Nullable
        AwaitedExecution awaited();

        void describeParameters(JdbcCall span, SqlDescription description, DatabaseSystem system);

        void describeAdded(JdbcCall span, SqlDescription description, DatabaseSystem system);
    }

    /** Null unless rows are counted. */
    final @Nullable OpenRows openRows;

    /** Null unless statements carry comments. */
    final @Nullable StatementComments comments;

    /** Null until a call tells something about transactions: most connections live with auto-commit. */
    private @Nullable TransactionState transaction;

    /** The frame that the statement is prepared in, or null. */
    private @Nullable Frame preparing;

    ConnectionSpans(Connection delegate, JdbcTracing tracing) {
        super(delegate, tracing);
        this.comments = tracing.comments == null ? null : new StatementComments(tracing.comments);
        this.openRows = tracing.returnedRows ? new OpenRows() : null;
    }

    /** A statement that the driver made by itself, for instance the one behind a metadata result set. */
    abstract @Nullable Statement tracedOther(Statement statement);

    @Override
    @Nullable
    String preparing(String sql) {
        if (InspectedStatement.awaited) {
            InspectedStatement.prepares(sql);
        }
        Frame frame = tracing.tracer.current();
        preparing = frame;
        boolean active = isActive(frame);
        if (!isAsleep(active) && isYielding(active)) {
            return sql;
        }
        if (active) {
            // The driver may make spans of its own for a prepare and what it asks the server for that, for instance the
            // parameters of a procedure. It has to be known before.
            if (frame != null) {
                Phases.statementPrepares(frame);
            }
            opensStatement();
            if (comments != null && comments.needsSpan(sql)) {
                startPreparing(comments, sql);
            }
        }
        return comments == null ? sql : comments.prepared(sql);
    }

    private void startPreparing(StatementComments comments, String sql) {
        try {
            Database database = database();
            SqlDescription description = database.system.prepared(sql);
            workBegins(description, database);
            AwaitedExecution query = description.prepare(tracing.tracer, used(), database);
            if (query != null) {
                comments.prepare(query);
            }
        } catch (Throwable t) {
            Guard.report(t);
        }
    }

    /** What the driver is to execute; the text of a batch is known before its span. */
    @Nullable
    String commented(String sql, @Nullable JdbcCall span) {
        return comments == null || isYielding(isActive()) ? sql : comments.executed(sql, span);
    }

    @Nullable
    String commentedForBatch(String sql) {
        return comments == null || isYielding(isActive()) ? sql : comments.prepared(sql);
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
        closesStatement();
        preparing = null;
        fail(isAsleep(isActive()) ? startUnopened(sql) : startPrepared(null, null, sql), error);
    }

    /** The frame that the statement was prepared in that is being made, or null. */
    final @Nullable Frame preparedIn() {
        Frame frame = preparing;
        preparing = null;
        return frame;
    }

    /** The connection could not be opened for it. */
    private @Nullable JdbcCall startUnopened(String sql) {
        try {
            Database database = knownDatabase();
            return started(database.system.prepared(sql).startPrepared(tracing.tracer, null, used(), database));
        } catch (Throwable t) {
            Guard.report(t);
            return null;
        }
    }

    @Nullable
    JdbcCall startUnprepared(String sql) {
        if (!traces(tracing.tracer.current(), sql)) {
            return null;
        }
        try {
            Database database = database();
            SqlDescription description = database.system.unprepared(sql);
            workBegins(description, database);
            return started(description.start(tracing.tracer, used(), database));
        } catch (Throwable t) {
            Guard.report(t);
            return null;
        }
    }

    /**
     * Starts the span of a prepared statement, which keeps its description once it has one.
     *
     * @param likely the frame that is most likely running, or null
     */
    @Nullable
    JdbcCall startPrepared(@Nullable Prepared statement, @Nullable Frame likely, String sql) {
        Frame frame = tracing.tracer.current(likely);
        if (!traces(frame, sql)) {
            return null;
        }
        if (frame == null && session != null && statement instanceof CallableStatement) {
            session.callStarts();
            frame = tracing.tracer.current();
        }
        try {
            Database database = database();
            SqlDescription description =
                    statement == null ? database.system.prepared(sql) : statement.description(database.system);
            workBegins(description, database);
            JdbcCall prepared = statement == null ? startFailed() : startAwaited(statement.awaited());
            JdbcCall span = started(
                    prepared == null
                            ? description.startPrepared(tracing.tracer, frame, used(), database)
                            : description.measured(prepared, database));
            if (span == null && session != null) {
                session.callEnds();
            }
            return span == null || statement == null
                    ? span
                    : withParameters(span, statement, description, database.system);
        } catch (Throwable t) {
            if (session != null) {
                session.callEnds();
            }
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
            JdbcCall span, Prepared statement, SqlDescription description, DatabaseSystem system) {
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
        return tracing.settings.parameters ? new StatementParameters(tracing.settings) : null;
    }

    /** @param awaited the span that the batch was prepared with, or null */
    @Nullable
    JdbcCall startBatch(StatementBatch batch, @Nullable AwaitedExecution awaited) {
        if (!traces(tracing.tracer.current(), null)) {
            if (awaited != null) {
                discard(awaited);
            }
            return null;
        }
        try {
            Database database = database();
            SqlDescription description = batch.describe(database);
            workBegins(description, database);
            return started(batch.start(description, tracing.tracer, used(), database, startAwaited(awaited)));
        } catch (Throwable t) {
            Guard.report(t);
            return null;
        }
    }

    public void end(@Nullable JdbcCall span, boolean returnsRows) {
        if (span != null) {
            closesStatement();
            span.end(returnsRows);
            if (session != null) {
                session.callEnds();
            }
        }
    }

    /** Ends all but the span itself, which waits for the rows. */
    @Nullable
    SpanAwaitingRows endLater(JdbcCall span, boolean hydrates) {
        closesStatement();
        SpanAwaitingRows waiting = span.endLater(hydrates);
        if (session != null) {
            session.callEnds();
        }
        return waiting;
    }

    public void fail(@Nullable JdbcCall span, Throwable error) {
        if (span == null) {
            return;
        }
        closesStatement();
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
        if (session != null) {
            session.callEnds();
        }
    }

    public final @Nullable JdbcCall start(TransactionCommand command) {
        Frame frame = tracing.tracer.current();
        if (!isActive(frame) || worker != null) {
            return null;
        }
        try {
            Database database = knownDatabase();
            if (command.isWork()) {
                workBegins(null, database);
            }
            JdbcCall span = tracing.tracer.startQuery(frame, used(), database.statement(command));
            if (span != null && span.isMeasured()) {
                span.shape(database.shape(command));
            }
            return started(span);
        } catch (Throwable t) {
            Guard.report(t);
            return null;
        }
    }

    /** {@link #start} on a connection that has run nothing yet: the database is that of the physical connection. */
    public final @Nullable JdbcCall startFirst(TransactionCommand command) {
        return isActive() && !isYielding(true) ? start(command) : null;
    }

    private @Nullable JdbcCall started(@Nullable JdbcCall span) {
        if (span != null) {
            opensStatement();
        }
        return span;
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

    /** @param description of the statement that does it, or null for a command */
    private void workBegins(@Nullable SqlDescription description, Database database) {
        TransactionState known = transaction;
        if (known != null && known.awaitsWork() && (description == null || !description.isLeftOut(database))) {
            known.begins(tracing.tracer, used() != null, database.system);
        }
    }

    /** The next statement begins another one. */
    public final void transactionEnds() {
        if (transaction != null) {
            transaction.ends();
        }
    }

    final TransactionState transaction() {
        TransactionState known = transaction;
        if (known == null) {
            known = new TransactionState();
            transaction = known;
        }
        return known;
    }

    /** Null until a call has told something. */
    final @Nullable TransactionState knownTransaction() {
        return transaction;
    }

    /** Ends the rows: they will not be read any further. */
    void endRows() {
        if (openRows != null) {
            openRows.endAll();
        }
    }

    /** The connection is closed or given back. */
    public void released() {
        preparing = null;
        usedBy(null);
        if (session != null) {
            lentTo(null);
        }
        endRows();
        if (comments != null) {
            comments.discardAll();
        }
        borrowingEnds();
    }
}
