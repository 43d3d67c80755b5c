package dev.ormtracing.hibernate;

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
    static void trace(TransactionCoordinatorOwner owner, TracedConnections connections) {
        if (owner instanceof JdbcCoordinator coordinator) {
            LogicalConnection logical = coordinator.getLogicalConnection();
            if (logical instanceof LogicalConnectionProvidedImpl provided && provided.isPhysicallyConnected()) {
                replace(provided, connections);
            }
        }
    }

    private static void replace(LogicalConnectionProvidedImpl provided, TracedConnections connections) {
        Connection supplied = provided.getPhysicalConnection();
        Connection traced = connections.trace(supplied);
        if (traced != supplied) {
            provided.manualDisconnect();
            provided.manualReconnect(traced);
        }
    }
}
