package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.sql.Connection;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.internal.JdbcCoordinatorImpl;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.ResourceRegistry;
import org.hibernate.resource.jdbc.internal.LogicalConnectionManagedImpl;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.jdbc.spi.PhysicalJdbcTransaction;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.hibernate.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * The logical connection of a session whose connections a provider of the application's lends: {@code manualDisconnect}
 * hands out what the provider has lent. Only there, since it is an object more for each session, and since Hibernate's
 * own providers have closed such a connection by then.
 */
public final class LentConnection implements LogicalConnectionImplementor {

    /** Final fields may only be set with a warning from here on. */
    public static final int FINAL_IS_FINAL = 26;

    private static final @Nullable Field FIELD = field();

    private final LogicalConnectionManagedImpl delegate;
    private final ConnectionTracing connections;

    private LentConnection(LogicalConnectionManagedImpl delegate, ConnectionTracing connections) {
        this.delegate = delegate;
        this.connections = connections;
    }

    /** Whether a provider lends the connections that Hibernate has not brought along. */
    static boolean isLentByTheApplication(SessionFactoryImplementor factory) {
        try {
            Class<? extends Service> role = factory.getSessionFactoryOptions().isMultiTenancyEnabled()
                    ? MultiTenantConnectionProvider.class
                    : ConnectionProvider.class;
            Service provider = factory.getServiceRegistry().getService(role);
            return provider != null && !provider.getClass().getName().startsWith("org.hibernate.");
        } catch (Throwable e) {
            Guard.report(e);
            return false;
        }
    }

    /** Takes the place of Hibernate's in that coordinator, before the session has used it. */
    public static void standBefore(TransactionCoordinatorOwner owner, ConnectionTracing connections) {
        if (FIELD == null
                || !(owner instanceof JdbcCoordinatorImpl coordinator)
                || !(coordinator.getLogicalConnection() instanceof LogicalConnectionManagedImpl managed)) {
            return;
        }
        try {
            FIELD.set(coordinator, new LentConnection(managed, connections));
        } catch (IllegalAccessException e) {
            Guard.report(e);
        }
    }

    private static @Nullable Field field() {
        if (Runtime.version().feature() >= FINAL_IS_FINAL) {
            return null;
        }
        try {
            Field field = JdbcCoordinatorImpl.class.getDeclaredField("logicalConnection");
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException unknownHibernate) {
            return null;
        }
    }

    @Override
    public @Nullable Connection manualDisconnect() {
        Connection traced = delegate.manualDisconnect();
        return traced == null ? null : connections.given(traced);
    }

    @Override
    public void manualReconnect(Connection connection) {
        delegate.manualReconnect(connection);
    }

    @Override
    public boolean isOpen() {
        return delegate.isOpen();
    }

    @Override
    public @Nullable Connection close() {
        return delegate.close();
    }

    @Override
    public boolean isPhysicallyConnected() {
        return delegate.isPhysicallyConnected();
    }

    @Override
    public ResourceRegistry getResourceRegistry() {
        return delegate.getResourceRegistry();
    }

    @Override
    public Connection getPhysicalConnection() {
        return delegate.getPhysicalConnection();
    }

    @Override
    public PhysicalConnectionHandlingMode getConnectionHandlingMode() {
        return delegate.getConnectionHandlingMode();
    }

    @Override
    public void afterStatement() {
        delegate.afterStatement();
    }

    @Override
    public void beforeTransactionCompletion() {
        delegate.beforeTransactionCompletion();
    }

    @Override
    public void afterTransaction() {
        delegate.afterTransaction();
    }

    @Override
    public PhysicalJdbcTransaction getPhysicalJdbcTransaction() {
        return delegate.getPhysicalJdbcTransaction();
    }

    @Override
    public void markRollbackOnly() {
        delegate.markRollbackOnly();
    }

    @Override
    public void serialize(ObjectOutputStream out) throws IOException {
        delegate.serialize(out);
    }

    @Override
    public String toString() {
        return delegate.toString();
    }
}
