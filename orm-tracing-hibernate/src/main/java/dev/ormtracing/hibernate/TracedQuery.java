package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.Guard;
import dev.ormtracing.core.internal.OrmAttributes;
import jakarta.persistence.NoResultException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.ScrollableResults;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.procedure.ProcedureCall;
import org.hibernate.query.KeyedResultList;
import org.hibernate.query.spi.SqmQuery;
import org.jspecify.annotations.Nullable;

/** A query or a call of a stored procedure: each execution is an operation. */
final class TracedQuery extends Delegation {

    private final SharedSessionContractImplementor session;
    private final SessionBoundary boundary;
    private final @Nullable String name;
    private @Nullable String resultModel;

    TracedQuery(
            Object query,
            SharedSessionContractImplementor session,
            SessionBoundary boundary,
            @Nullable String name,
            @Nullable String resultModel) {
        super(query);
        this.session = session;
        this.boundary = boundary;
        this.name = name;
        this.resultModel = resultModel;
    }

    static boolean isTraced(Object query) {
        return behind(query) instanceof TracedQuery;
    }

    @Override
    @Nullable
    Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
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
                return execute(open(method), method, arguments);
            case "getOutputs":
            case "getOutputParameterValue":
            case "getUpdateCount":
            case "hasMoreResults":
                return execute(openDeferred(method), method, arguments);
            case "getResultStream":
            case "stream":
            case "scroll":
                return openCursor(open(method), method, arguments);
            case "addEntity":
            case "addRoot":
                rememberEntity(arguments);
                return proceed(method, arguments);
            default:
                return proceed(method, arguments);
        }
    }

    private @Nullable Object execute(Frame frame, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (target() instanceof ProcedureCall) {
            // No select executor reads the rows of a procedure.
            frame.selectStarts();
        }
        try {
            Object result = proceed(method, arguments);
            if (frame.isRecording()) {
                QueryCosts.tell(frame, target());
                count(frame, method, result);
            }
            return result;
        } catch (NoResultException answer) {
            QueryCosts.tell(frame, target());
            frame.setAttribute(OrmAttributes.RESULT_COUNT, 0L);
            throw answer;
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }

    private @Nullable Object openCursor(Frame frame, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Object result;
        frame.keepsConnection();
        try {
            result = proceed(method, arguments);
        } catch (Throwable e) {
            frame.fail(e);
            frame.end();
            throw e;
        }
        if (frame == Frame.NOOP) {
            return result;
        }
        if (frame.isRecording()) {
            QueryCosts.tell(frame, target());
            // Its rows are read outside of any select that would make it.
            boundary.origins();
        }
        frame.detach();
        return handOut(new Cursor(frame, boundary.cursors()), result);
    }

    private static @Nullable Object handOut(Cursor cursor, @Nullable Object result) {
        if (result instanceof Stream) {
            return CursorSpliterator.stream((Stream<?>) result, cursor);
        }
        if (result instanceof ScrollableResults) {
            return TracedScroll.wrap((ScrollableResults<?>) result, cursor);
        }
        cursor.end();
        return result;
    }

    private Frame open(Method method) {
        Operations operations = boundary.tracing().operations();
        if (!operations.opensOperation(session)) {
            return Frame.NOOP;
        }
        String model = model();
        Frame frame = operations.start(session, method.getName(), model);
        if (frame.isRecording() && !(target() instanceof ProcedureCall)) {
            Causes causes = boundary.tracing().causes();
            frame.cause(method.getName().equals("executeUpdate") ? causes.of(model) : causes.ofQuery(model));
        }
        return described(frame);
    }

    private Frame openDeferred(Method method) {
        Operations operations = boundary.tracing().operations();
        if (!operations.opensOperation(session)) {
            return Frame.NOOP;
        }
        return described(operations.startDeferred(session, method.getName(), model(), null));
    }

    private Frame described(Frame frame) {
        if (frame.isMeasured() && target() instanceof SqmQuery) {
            frame.usesQueryPlan();
        }
        if (frame.isRecording()) {
            if (name != null) {
                frame.setAttribute(OrmAttributes.QUERY_NAME, name);
            }
            String text = QueryDescription.text(target(), boundary.tracing().hqlTexts());
            if (text != null) {
                frame.setAttribute(OrmAttributes.QUERY_TEXT, text);
            }
        }
        return frame;
    }

    private @Nullable String model() {
        return resultModel == null ? boundary.tracing().modelOf(QueryDescription.rootEntity(target())) : resultModel;
    }

    /** The result type of a native query is said by its builder methods, and nothing tells it afterwards. */
    private void rememberEntity(@Nullable Object @Nullable [] arguments) {
        if (resultModel == null && arguments != null) {
            for (Object argument : arguments) {
                if (resultModel == null && (argument instanceof Class || argument instanceof String)) {
                    resultModel = boundary.modelOf(argument);
                }
            }
        }
    }

    private static void count(Frame frame, Method method, @Nullable Object result) {
        try {
            long count = countOf(method.getName(), result);
            if (count >= 0) {
                frame.setAttribute(OrmAttributes.RESULT_COUNT, count);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static long countOf(String method, @Nullable Object result) {
        switch (method) {
            case "getResultList":
            case "list":
                return result instanceof Collection ? ((Collection<?>) result).size() : -1;
            case "getKeyedResultList":
                return result instanceof KeyedResultList
                        ? ((KeyedResultList<?>) result).getResultList().size()
                        : -1;
            case "uniqueResultOptional":
                return ((Optional<?>) result).isPresent() ? 1 : 0;
            case "getSingleResult":
            case "getSingleResultOrNull":
            case "uniqueResult":
                return result == null && !method.equals("getSingleResult") ? 0 : 1;
            default:
                return -1;
        }
    }
}
