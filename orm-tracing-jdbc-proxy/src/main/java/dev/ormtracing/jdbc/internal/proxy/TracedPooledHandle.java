package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.tree.TransactionSpan;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import org.jspecify.annotations.Nullable;

/** The connection that a pooled connection hands out; its statements show in the events of the pooled connection. */
public final class TracedPooledHandle extends TracedConnection implements Connection {

    private final PooledHandles all;

    public TracedPooledHandle(Connection delegate, JdbcTracing tracing, PooledHandles all) {
        super(delegate, tracing);
        this.all = all;
    }

    @Override
    @Nullable
    PreparedStatement traced(PreparedStatement statement, String sql) {
        return noted(statement, super.traced(statement, sql));
    }

    @Override
    @Nullable
    CallableStatement traced(CallableStatement statement, String sql) {
        return noted(statement, super.traced(statement, sql));
    }

    @Override
    @Nullable
    PhysicalConnection known() {
        return all.physical();
    }

    @Override
    void found(PhysicalConnection physical) {
        all.physical(physical);
    }

    @Override
    public void usedBy(@Nullable TransactionSpan transaction) {
        super.usedBy(transaction);
        if (transaction != null) {
            all.enlistedIn(transaction);
        }
    }

    private <S extends PreparedStatement> @Nullable S noted(S statement, @Nullable S wrapper) {
        if (wrapper != null) {
            all.handsOut(statement, wrapper);
        }
        return wrapper;
    }
}
