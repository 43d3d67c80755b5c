package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.jspecify.annotations.Nullable;

/** The connection that a session has, which others may use too: {@code JdbcTemplate} in a transaction of JPA. */
final class SessionConnection {

    private SessionConnection() {}

    /** Says that a running transaction of the session has its connection, if the session is connected. */
    static void usedBy(@Nullable TransactionSpan transaction, SharedSessionContractImplementor session) {
        if (transaction == null || !transaction.isRunning()) {
            return;
        }
        try {
            JdbcCoordinator coordinator = session.getJdbcCoordinator();
            LogicalConnectionImplementor logical = coordinator == null ? null : coordinator.getLogicalConnection();
            if (logical != null && logical.isPhysicallyConnected()) {
                ConnectionTracing.usedBy(logical.getPhysicalConnection(), transaction);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }
}
