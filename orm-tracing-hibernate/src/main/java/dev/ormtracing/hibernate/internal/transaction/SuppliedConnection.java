package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.Objects;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.resource.jdbc.internal.LogicalConnectionProvidedImpl;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.jspecify.annotations.Nullable;

/**
 * The connections that the application gives to a session, which no connection provider has lent: the session works with
 * the traced one, and the application gets back the very object that it gave.
 */
final class SuppliedConnection extends Delegation {

    private final LogicalConnectionProvidedImpl logical;
    private final ConnectionTracing connections;
    private @Nullable Connection supplied;
    private @Nullable Connection traced;

    private SuppliedConnection(LogicalConnectionProvidedImpl logical, ConnectionTracing connections) {
        super(logical);
        this.logical = logical;
        this.connections = connections;
    }

    /** Puts the traced connection in its place, before the session has used it, and does so with each that comes later. */
    static void trace(TransactionCoordinatorOwner owner, ConnectionTracing connections) {
        if (owner instanceof JdbcCoordinator coordinator
                && coordinator.getLogicalConnection() instanceof LogicalConnectionProvidedImpl logical) {
            SuppliedConnection connection = new SuppliedConnection(logical, connections);
            connection.replace();
            SuppliedCoordinator.standBefore(coordinator, connection);
        }
    }

    /** What the application sees of it. */
    LogicalConnectionImplementor asLogicalConnection() {
        return proxy((LogicalConnectionImplementor) logical, this);
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "manualReconnect":
                reconnect((Connection) Objects.requireNonNull(arguments)[0]);
                return null;
            case "manualDisconnect", "close":
                return givenBack((Connection) proceed(method, arguments));
            default:
                return proceed(method, arguments);
        }
    }

    /** The application's own object, where the session has let go of what stands for it. */
    @Nullable
    Connection givenBack(@Nullable Connection connection) {
        Connection original = connection == traced ? supplied : connection;
        if (traced != null && traced != supplied) {
            ConnectionTracing.released(traced);
        }
        supplied = null;
        traced = null;
        return original;
    }

    private void replace() {
        Connection connection = logical.isPhysicallyConnected() ? logical.getPhysicalConnection() : null;
        Connection stand = stand(connection);
        if (stand != connection) {
            logical.manualDisconnect();
            logical.manualReconnect(stand);
        }
        supplied = connection;
        traced = stand;
    }

    /** Hibernate allows for the one that is connected already. */
    private void reconnect(@Nullable Connection connection) {
        Connection stand = connection == supplied ? traced : stand(connection);
        logical.manualReconnect(stand);
        supplied = connection;
        traced = stand;
    }

    private @Nullable Connection stand(@Nullable Connection connection) {
        try {
            return connection == null ? null : connections.trace(connection);
        } catch (Throwable e) {
            Guard.report(e);
            return connection;
        }
    }
}
