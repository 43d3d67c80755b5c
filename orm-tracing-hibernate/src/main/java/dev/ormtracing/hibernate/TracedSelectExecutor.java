package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.OrmAttributes;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Tells when rows become entities, and is the safety net of selects that run outside any operation.
 *
 * <p>A proxy, since the first parameter of each method has one type up to Hibernate 7.1 and another one from 7.2 on.
 */
final class TracedSelectExecutor implements InvocationHandler {

    private final JdbcSelectExecutor delegate;
    private final Operations operations;

    private TracedSelectExecutor(JdbcSelectExecutor delegate, Operations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    static JdbcSelectExecutor wrap(JdbcSelectExecutor delegate, Operations operations) {
        return (JdbcSelectExecutor) Proxy.newProxyInstance(
                TracedSelectExecutor.class.getClassLoader(),
                new Class<?>[] {JdbcSelectExecutor.class},
                new TracedSelectExecutor(delegate, operations));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        SharedSessionContractImplementor session = sessionIn(arguments);
        if (session == null) {
            return call(method, arguments);
        }
        if (operations.opensOperation(session)) {
            return callAsOperation(session, method, arguments);
        }
        Frame current = operations.tracer().current();
        return current == null ? call(method, arguments) : callInside(current, method, arguments);
    }

    private @Nullable Object callAsOperation(
            SharedSessionContractImplementor session, Method method, Object @Nullable [] arguments) throws Throwable {
        Frame frame = operations.start(session, method.getName().equals("scroll") ? "scroll" : "select", null);
        try {
            Object result = callInside(frame, method, arguments);
            if (result instanceof Collection<?> rows) {
                frame.setAttribute(OrmAttributes.RESULT_COUNT, (long) rows.size());
            }
            return result;
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }

    /** The rows of a scroll are read later, so there is nothing to bound. */
    private @Nullable Object callInside(Frame frame, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("scroll")) {
            return call(method, arguments);
        }
        frame.selectStarts();
        try {
            return call(method, arguments);
        } finally {
            frame.selectEnds();
        }
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static @Nullable SharedSessionContractImplementor sessionIn(Object @Nullable [] arguments) {
        if (arguments != null) {
            for (Object argument : arguments) {
                if (argument instanceof ExecutionContext context) {
                    return context.getSession();
                }
            }
        }
        return null;
    }
}
