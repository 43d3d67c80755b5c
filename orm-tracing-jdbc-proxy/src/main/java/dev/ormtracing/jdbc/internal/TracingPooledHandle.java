package dev.ormtracing.jdbc.internal;

import dev.ormtracing.core.internal.TransactionSpan;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import org.jspecify.annotations.Nullable;

/** The connection that a pooled connection hands out; its statements show in the events of the pooled connection. */
final class TracingPooledHandle extends TracingConnection implements Connection {

    private final TracingPooledConnection pooled;

    TracingPooledHandle(Connection delegate, JdbcTracing tracing, TracingPooledConnection pooled) {
        super(delegate, tracing);
        this.pooled = pooled;
    }

    @Override
    PreparedStatement traced(PreparedStatement statement, String sql) {
        return noted(statement, super.traced(statement, sql));
    }

    @Override
    CallableStatement traced(CallableStatement statement, String sql) {
        return noted(statement, super.traced(statement, sql));
    }

    @Override
    @Nullable
    PhysicalConnection known() {
        return pooled.physical();
    }

    @Override
    void found(PhysicalConnection physical) {
        pooled.physical(physical);
    }

    @Override
    void usedBy(@Nullable TransactionSpan transaction) {
        super.usedBy(transaction);
        if (transaction != null) {
            pooled.enlistedIn(transaction);
        }
    }

    private <S extends PreparedStatement> S noted(S statement, S wrapper) {
        if (statement != null) {
            pooled.handsOut(statement, wrapper);
        }
        return wrapper;
    }
}
