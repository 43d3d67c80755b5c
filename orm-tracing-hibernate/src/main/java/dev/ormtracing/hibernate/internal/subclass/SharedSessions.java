package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.hibernate.internal.delegation.Delegation;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionException;
import org.hibernate.SharedSessionBuilder;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Up to Hibernate 7.1, the builder of a session that shares another one's connection is a private class which makes
 * plain sessions. This stands before it, and makes the session from what was collected in it.
 */
final class SharedSessions extends Delegation {

    private final SharedSessionContractImplementor original;
    private final Function<Object, Session> constructor;
    private boolean sharesConnection;
    private boolean changesTenant;

    private SharedSessions(
            SharedSessionBuilder builder,
            SharedSessionContractImplementor original,
            Function<Object, Session> constructor) {
        super(builder);
        this.original = original;
        this.constructor = constructor;
    }

    /**
     * The builder, which makes traced sessions.
     *
     * @param constructor makes a session from the builder, which holds its options as well
     */
    static SharedSessionBuilder traced(
            SharedSessionBuilder builder,
            SharedSessionContractImplementor original,
            Function<Object, Session> constructor) {
        return Delegation.proxy(builder, new SharedSessions(builder, original, constructor));
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "openSession":
                checkTenant();
                return constructor.apply(target());
            case "connection":
                sharesConnection |= method.getParameterCount() == 0;
                return proceed(method, arguments);
            case "tenantIdentifier":
                changesTenant = true;
                return proceed(method, arguments);
            default:
                return proceed(method, arguments);
        }
    }

    /** What Hibernate's builder checks. */
    private void checkTenant() {
        boolean multiTenant = original.getFactory().getSessionFactoryOptions().isMultiTenancyEnabled();
        if (multiTenant && changesTenant && sharesConnection) {
            throw new SessionException(
                    "Cannot redefine the tenant identifier on a child session if the connection is reused");
        }
    }
}
