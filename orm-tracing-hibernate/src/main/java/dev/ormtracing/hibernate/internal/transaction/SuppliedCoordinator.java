package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.internal.SessionImpl;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What a session with a connection of the application's answers for its JDBC coordinator. Nothing but a field of
 * Hibernate's leads there: the method that reads it is final, and so is what the coordinator has.
 */
final class SuppliedCoordinator extends Delegation {

    private static final @Nullable Field FIELD = field();

    private final SuppliedConnection supplied;
    private final LogicalConnectionImplementor logical;

    private SuppliedCoordinator(JdbcCoordinator coordinator, SuppliedConnection supplied) {
        super(coordinator);
        this.supplied = supplied;
        this.logical = supplied.asLogicalConnection();
    }

    /** Takes the coordinator's place in its session. */
    static void standBefore(JdbcCoordinator coordinator, SuppliedConnection supplied) {
        Object session = coordinator.getJdbcSessionOwner();
        if (FIELD == null || !FIELD.getDeclaringClass().isInstance(session)) {
            return;
        }
        try {
            if (FIELD.get(session) == coordinator) {
                FIELD.set(session, proxy(coordinator, new SuppliedCoordinator(coordinator, supplied)));
            }
        } catch (IllegalAccessException e) {
            Guard.report(e);
        }
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "getLogicalConnection":
                return logical;
            case "close":
                return supplied.givenBack((Connection) proceed(method, arguments));
            default:
                return proceed(method, arguments);
        }
    }

    private static @Nullable Field field() {
        try {
            Field field = SessionImpl.class.getSuperclass().getDeclaredField("jdbcCoordinator");
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException unknownHibernate) {
            Guard.warnOnce("Connections that an application gives to a session by manualReconnect are not traced, and"
                    + " manualDisconnect gives back the traced one: " + unknownHibernate);
            return null;
        }
    }
}
