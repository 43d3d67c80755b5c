package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.AwaitedExecution;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.jdbc.internal.database.DatabaseSystem;
import dev.ormtracing.jdbc.internal.database.SqlDescription;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

class TracedPreparedStatement extends DelegatingPreparedStatement
        implements PreparedStatement, ConnectionSpans.Prepared {

    private final String sql;
    private @Nullable SqlDescription description;

    /** Null unless the text of the statement carries a span that waits for the first execution. */
    private @Nullable AwaitedExecution awaited;

    TracedPreparedStatement(PreparedStatement delegate, ConnectionSpans connection, String sql) {
        super(delegate, connection);
        this.sql = sql;
    }

    final void awaits(AwaitedExecution execution) {
        awaited = execution;
    }

    @Override
    public final @Nullable AwaitedExecution awaited() {
        AwaitedExecution first = awaited;
        awaited = null;
        return first;
    }

    @Override
    public void addBatch() throws SQLException {
        prepared.addBatch();
        if (batch == null) {
            batch = new StatementBatch(sql, this);
        }
        batch.add();
        if (parameters != null) {
            parameters.added();
        }
    }

    @Override
    public void clearParameters() throws SQLException {
        prepared.clearParameters();
        if (parameters != null) {
            parameters.clear();
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            super.close();
        } finally {
            if (parameters != null) {
                parameters.clear();
            }
            AwaitedExecution never = awaited;
            if (never != null) {
                awaited = null;
                connection.discard(never);
            }
        }
    }

    @Override
    final @Nullable JdbcCall startQuery() {
        endRows();
        return connection.startPrepared(this, frame, sql);
    }

    @Override
    final @Nullable JdbcCall startBatch() {
        endRows();
        StatementBatch gathered = batch;
        batch = null;
        return connection.startBatch(gathered == null ? new StatementBatch(sql, this) : gathered, awaited());
    }

    @Override
    final void end(@Nullable JdbcCall span, boolean returnsRows) {
        SqlDescription known = description;
        boolean keys = returnsRows && known != null && known.isInsert();
        end(span, returnsRows, returnsRows && !keys);
        if (keys) {
            connection.keysReturn();
        }
    }

    @Override
    public final void describeParameters(JdbcCall span, SqlDescription description, DatabaseSystem system) {
        if (parameters == null || !parameters.areShown()) {
            return;
        }
        try {
            parameters.describe(span, parameters.needsColumns() ? description.columns(sql, system) : null);
        } catch (Throwable t) {
            Guard.report(t);
        }
    }

    /** In a batch of one. */
    @Override
    public final void describeAdded(JdbcCall span, SqlDescription description, DatabaseSystem system) {
        if (parameters != null && parameters.areAdded()) {
            describeParameters(span, description, system);
        }
    }

    @Override
    public final SqlDescription description(DatabaseSystem system) {
        SqlDescription known = description;
        if (known == null) {
            known = system.prepared(sql);
            description = known;
        }
        return known;
    }
}
