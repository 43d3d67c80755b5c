package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.hibernate.internal.session.Traced;
import dev.ormtracing.jdbc.internal.database.ConnectedSession;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.jspecify.annotations.Nullable;

/** The connection that a session has, which others may use too: {@code JdbcTemplate} in a transaction of JPA. */
final class SessionConnection {

    private SessionConnection() {}

    /** Notes the connection of a session that has got it before it had a listener of ours. */
    static void lentTo(
            TransactionCoordinatorOwner owner, SharedSessionContractImplementor session, ConnectedSession listener) {
        if (session instanceof Traced || !(owner instanceof JdbcCoordinator coordinator)) {
            return;
        }
        try {
            LogicalConnectionImplementor logical = coordinator.getLogicalConnection();
            if (logical.isPhysicallyConnected()) {
                ConnectionTracing.lentTo(logical.getPhysicalConnection(), listener);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

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
