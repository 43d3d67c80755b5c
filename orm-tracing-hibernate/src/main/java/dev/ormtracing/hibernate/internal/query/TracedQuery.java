package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import java.lang.reflect.Method;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.procedure.ProcedureCall;
import org.jspecify.annotations.Nullable;

/**
 * A query that Hibernate makes itself, where no subclass of ours can stand in its place: a named procedure, a criteria
 * query that was given a name.
 */
public final class TracedQuery extends Delegation {

    private static final Set<String> TYPED_BY = Set.of("addEntity", "addRoot");

    private final SharedSessionContractImplementor session;
    private final @Nullable String name;
    private @Nullable String model;

    public TracedQuery(
            Object query, SharedSessionContractImplementor session, @Nullable String name, @Nullable String model) {
        super(query);
        this.session = session;
        this.name = name;
        this.model = model;
    }

    public static boolean isTraced(Object query) {
        return behind(query) instanceof TracedQuery;
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        QueryMethod called = QueryMethod.of(method.getName(), target() instanceof ProcedureCall);
        if (called == null) {
            if (TYPED_BY.contains(method.getName())) {
                model = QueryExecutions.remembered(model, session, arguments);
            }
            return proceed(method, arguments);
        }
        if (called.isCursor()) {
            return openCursor(QueryExecutions.openCursor(target(), session, called, name, model), method, arguments);
        }
        Frame frame = called.readsOutputs()
                ? QueryExecutions.openDeferred(target(), session, called, name, model)
                : QueryExecutions.open(target(), session, called, name, model);
        return execute(frame, called, method, arguments);
    }

    private @Nullable Object execute(
            Frame frame, QueryMethod called, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return QueryExecutions.executed(frame, target(), called, proceed(method, arguments));
        } catch (Throwable e) {
            QueryExecutions.failed(frame, target(), e);
            throw e;
        } finally {
            frame.end();
        }
    }

    private @Nullable Object openCursor(Frame frame, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Object result;
        try {
            result = proceed(method, arguments);
        } catch (Throwable e) {
            frame.fail(e);
            frame.end();
            throw e;
        }
        return QueryExecutions.opened(frame, target(), session, result);
    }
}
