package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import java.lang.reflect.Method;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What {@code byNaturalId} and its like return: each load is an operation, named by the method of the session. */
final class TracedLoadAccess extends Delegation {

    private final SessionBoundary boundary;
    private final SessionMethod sessionMethod;
    private final @Nullable Object entity;

    TracedLoadAccess(Object access, SessionBoundary boundary, SessionMethod sessionMethod, @Nullable Object entity) {
        super(access);
        this.boundary = boundary;
        this.sessionMethod = sessionMethod;
        this.entity = entity;
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "load":
            case "loadOptional":
            case "multiLoad":
                return load(boundary.operation(sessionMethod, entity), method, arguments);
            case "getReference":
                return load(boundary.reference(SessionMethod.GET_REFERENCE, entity), method, arguments);
            default:
                return proceed(method, arguments);
        }
    }

    private @Nullable Object load(Frame frame, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            Object result = proceed(method, arguments);
            if (result instanceof Collection && frame.isRecording()) {
                frame.setAttribute(OrmAttributes.RESULT_COUNT, (long) ((Collection<?>) result).size());
            }
            return result;
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }
}
