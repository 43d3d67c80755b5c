package dev.ormtracing.hibernate;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.internal.TracedConnections;
import java.sql.Connection;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.resource.jdbc.LogicalConnection;
import org.hibernate.resource.jdbc.internal.LogicalConnectionProvidedImpl;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;

/** The connection that the application gave to a session, which no connection provider has lent. */
final class SuppliedConnection {

    private SuppliedConnection() {}

    /** Puts the traced connection in its place, before the session has used it. */
    static void trace(TransactionCoordinatorOwner owner, OrmTracing tracing) {
        if (owner instanceof JdbcCoordinator coordinator) {
            LogicalConnection logical = coordinator.getLogicalConnection();
            if (logical instanceof LogicalConnectionProvidedImpl provided && provided.isPhysicallyConnected()) {
                replace(provided, tracing);
            }
        }
    }

    private static void replace(LogicalConnectionProvidedImpl provided, OrmTracing tracing) {
        Connection supplied = provided.getPhysicalConnection();
        Connection traced = TracedConnections.trace(supplied, tracing);
        if (traced != supplied) {
            provided.manualDisconnect();
            provided.manualReconnect(traced);
        }
    }
}
