package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.tree.AwaitedExecution;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.FrameConnection;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.jdbc.internal.database.TransactionCommand;
import io.opentelemetry.api.trace.Span;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A connection whose statements and transactions are spans. Not thread-safe, as connections are not. */
public class TracedConnection extends ConnectionSpans implements Connection {

    /** A call that the driver gets, and that is a span. */
    @FunctionalInterface
    private interface Call<T extends @Nullable Object> {
        T on(Connection driver) throws SQLException;
    }

    /** A call of the driver without a result. */
    @FunctionalInterface
    private interface Command {
        void on(Connection driver) throws SQLException;
    }

    TracedConnection(Connection delegate, JdbcTracing tracing) {
        super(delegate, tracing);
    }

    /** The connection, traced unless there is nothing to trace or it is traced already. */
    public static Connection of(Connection connection, JdbcTracing tracing) {
        return tracing.leavesAlone(connection) ? connection : new TracedConnection(connection, tracing);
    }

    /** {@link #of} a connection that comes from a pool, and was asked for at that time. */
    public static Connection ofBorrowed(Connection connection, JdbcTracing tracing, long start) {
        long now = start == 0 ? 0 : System.nanoTime();
        Connection traced = of(connection, tracing);
        if (start != 0 && traced != connection && traced instanceof TracedConnection borrowed) {
            borrowed.borrowed(tracing.pool(), now - start);
        }
        return traced;
    }

    @Override
    public @Nullable DatabaseMetaData getMetaData() throws SQLException {
        DatabaseMetaData metaData = delegate.getMetaData();
        return metaData == null ? null : new TracedDatabaseMetaData(metaData, this);
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit) {
            commitBySwitching();
        } else {
            switchOff(transaction());
        }
    }

    private void switchOff(TransactionState transaction) throws SQLException {
        Frame frame = transaction.isManualCommit() ? null : tracing.tracer.current();
        if (transaction.isManualCommit() || !isActive(frame)) {
            delegate.setAutoCommit(false);
            transaction.autoCommit(false);
        } else {
            long start = System.nanoTime();
            delegate.setAutoCommit(false);
            transaction.autoCommit(false);
            switchedOff(frame, transaction, start, System.nanoTime());
        }
    }

    /** Commits what is under way, as JDBC says, which is a round trip like any other commit. */
    private void commitBySwitching() throws SQLException {
        TransactionState known = knownTransaction();
        if (known != null && known.isWorking()) {
            run(TransactionCommand.COMMIT, driver -> driver.setAutoCommit(true));
        } else {
            long start = System.nanoTime();
            delegate.setAutoCommit(true);
            switchedOn(start, System.nanoTime());
        }
        if (known != null) {
            known.autoCommit(true);
        }
    }

    private void switchedOn(long start, long end) {
        Frame frame = tracing.tracer.current();
        if (frame != null) {
            FrameConnection.autoCommitSwitched(frame, start, end);
        }
    }

    private void switchedOff(@Nullable Frame frame, TransactionState transaction, long start, long end) {
        try {
            if (frame == null) {
                transaction.switchedOff(Span.current(), start, end);
                return;
            }
            FrameConnection.autoCommitSwitched(frame, start, end);
            if (frame.is(SpanType.START_TRANSACTION) && !transaction.isUsual()) {
                transaction.describe(frame, knownDatabase().system);
            }
        } catch (Throwable t) {
            Guard.report(t);
        }
    }

    /** Notes the answer of the driver, which is not asked for it otherwise. */
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
        if (readOnly || knownTransaction() != null) {
            transaction().readOnlySet(readOnly);
        }
    }

    @Override
    public void commit() throws SQLException {
        try {
            run(TransactionCommand.COMMIT, Connection::commit);
        } finally {
            transactionEnds();
        }
    }

    @Override
    public void rollback() throws SQLException {
        try {
            run(TransactionCommand.ROLLBACK, Connection::rollback);
        } finally {
            transactionEnds();
        }
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        run(TransactionCommand.ROLLBACK_TO_SAVEPOINT, driver -> driver.rollback(savepoint));
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        return call(TransactionCommand.SAVEPOINT, Connection::setSavepoint);
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        return call(TransactionCommand.SAVEPOINT, driver -> driver.setSavepoint(name));
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        run(TransactionCommand.RELEASE_SAVEPOINT, driver -> driver.releaseSavepoint(savepoint));
    }

    private void run(TransactionCommand command, Command called) throws SQLException {
        JdbcCall span = start(command);
        try {
            called.on(delegate);
            end(span, false);
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    private <T extends @Nullable Object> T call(TransactionCommand command, Call<T> called) throws SQLException {
        JdbcCall span = start(command);
        try {
            T result = called.on(delegate);
            end(span, false);
            return result;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        delegate.setClientInfo(name, value);
        if (name != null) {
            clientInfoSet(name);
        }
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        delegate.setClientInfo(properties);
        if (properties != null) {
            properties.stringPropertyNames().forEach(this::clientInfoSet);
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

    @Override
    @Nullable
    Statement traced(Statement statement) {
        return statement == null ? null : new TracedStatement(statement, this);
    }

    @Override
    @Nullable
    PreparedStatement traced(PreparedStatement statement, String sql) {
        closesStatement();
        TracedPreparedStatement traced = statement == null ? null : new TracedPreparedStatement(statement, this, sql);
        return comments == null ? traced : awaiting(traced, comments);
    }

    @Override
    @Nullable
    CallableStatement traced(CallableStatement statement, String sql) {
        closesStatement();
        TracedCallableStatement traced = statement == null ? null : new TracedCallableStatement(statement, this, sql);
        return comments == null ? traced : awaiting(traced, comments);
    }

    /** Hands over the span that the statement was prepared with that is being made. */
    private static <S extends TracedPreparedStatement> @Nullable S awaiting(
            @Nullable S statement, StatementComments comments) {
        AwaitedExecution prepared = comments.take();
        if (statement != null && prepared != null) {
            statement.awaits(prepared);
        }
        return statement;
    }

    @Override
    @Nullable
    Statement tracedOther(Statement statement) {
        if (statement instanceof CallableStatement callable) {
            return traced(callable, "");
        }
        return statement instanceof PreparedStatement prepared ? traced(prepared, "") : traced(statement);
    }
}
