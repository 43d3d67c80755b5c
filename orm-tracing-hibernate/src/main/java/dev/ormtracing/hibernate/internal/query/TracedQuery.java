package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import java.lang.reflect.Method;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A query that Hibernate makes itself, where no subclass of ours can stand in its place: a named procedure, a criteria
 * query that was given a name.
 */
public final class TracedQuery extends Delegation {

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
        String called = method.getName();
        switch (called) {
            case "getResultList":
            case "list":
            case "getSingleResult":
            case "getSingleResultOrNull":
            case "uniqueResult":
            case "uniqueResultOptional":
            case "getResultCount":
            case "getKeyedResultList":
            case "executeUpdate":
            case "execute":
                return execute(QueryExecutions.open(target(), session, called, name, model), method, arguments);
            case "getOutputs":
            case "getOutputParameterValue":
            case "getUpdateCount":
            case "hasMoreResults":
                return execute(QueryExecutions.openDeferred(target(), session, called, name, model), method, arguments);
            case "getResultStream":
            case "stream":
            case "scroll":
                return openCursor(
                        QueryExecutions.openCursor(target(), session, called, name, model), method, arguments);
            case "addEntity":
            case "addRoot":
                model = QueryExecutions.remembered(model, session, arguments);
                return proceed(method, arguments);
            default:
                return proceed(method, arguments);
        }
    }

    private @Nullable Object execute(Frame frame, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return QueryExecutions.executed(frame, target(), method.getName(), proceed(method, arguments));
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
