package dev.ormtracing.jdbc.internal;

import dev.ormtracing.core.internal.ChildSpan;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

class TracingPreparedStatement extends DelegatingPreparedStatement {

    private final String sql;
    private @Nullable SqlDescription description;
    private int batchSize;

    TracingPreparedStatement(PreparedStatement delegate, TracingConnection connection, String sql) {
        super(delegate, connection);
        this.sql = sql;
    }

    @Override
    public void addBatch() throws SQLException {
        prepared.addBatch();
        batchSize++;
    }

    @Override
    public void clearBatch() throws SQLException {
        super.clearBatch();
        batchSize = 0;
    }

    @Override
    final @Nullable ChildSpan startQuery() {
        return connection.startPrepared(this, sql);
    }

    @Override
    final @Nullable ChildSpan startBatch() {
        int size = batchSize;
        batchSize = 0;
        return connection.startBatch(new StatementBatch(sql, size));
    }

    @Override
    final void end(@Nullable ChildSpan span, boolean returnsRows) {
        SqlDescription known = description;
        connection.end(span, returnsRows && !(known != null && known.isInsert()));
    }

    final SqlDescription description(DatabaseSystem system) {
        SqlDescription known = description;
        if (known == null) {
            known = system.prepared(sql);
            description = known;
        }
        return known;
    }
}
