package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.measure.OperationMeasurement;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.Phases;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import dev.ormtracing.hibernate.internal.session.Cursor;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.SessionState;
import dev.ormtracing.hibernate.internal.session.StatementPurposes;
import dev.ormtracing.hibernate.internal.session.Traced;
import jakarta.persistence.NoResultException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.ScrollableResults;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.procedure.ProcedureCall;
import org.hibernate.query.KeyedResultList;
import org.jspecify.annotations.Nullable;

/**
 * What is traced of the executions of a query or of the call of a stored procedure: each is an operation. Called by
 * whatever stands for the query, a subclass or a proxy of it.
 */
final class QueryExecutions {

    private QueryExecutions() {}

    /** The operation of a method that reads or changes rows, and returns when it is done. */
    static Frame open(
            Object query,
            SharedSessionContractImplementor session,
            QueryMethod method,
            @Nullable String name,
            @Nullable String model) {
        Frame frame = start(query, session, method, name, model);
        if (query instanceof ProcedureCall) {
            // No select executor reads the rows of a procedure.
            Phases.selectStarts(frame);
        }
        return frame;
    }

    /** The operation of a method that may have to call the procedure first. */
    static Frame openDeferred(
            Object query,
            SharedSessionContractImplementor session,
            QueryMethod method,
            @Nullable String name,
            @Nullable String model) {
        if (!state(session).opensOperation()) {
            return Frame.NOOP;
        }
        Operations operations = state(session).tracing().operations();
        Frame frame = operations.startDeferred(session, method, modelOf(query, session, model), null);
        describe(frame, query, session, name);
        Phases.selectStarts(frame);
        return frame;
    }

    /** The operation of a method that returns before its rows are read. */
    static Frame openCursor(
            Object query,
            SharedSessionContractImplementor session,
            QueryMethod method,
            @Nullable String name,
            @Nullable String model) {
        Frame frame = start(query, session, method, name, model);
        frame.runs(Frame.Inside.APPLICATION);
        return frame;
    }

    /** The result, of which the operation is told. */
    static <T extends @Nullable Object> T executed(Frame frame, Object query, QueryMethod method, T result) {
        if (frame.isRecording()) {
            QueryCosts.tell(frame, query);
            count(frame, method, result);
        }
        return result;
    }

    /** The execution has failed, unless it has only found nothing. The caller ends the operation. */
    static void failed(Frame frame, Object query, Throwable failure) {
        if (failure instanceof NoResultException) {
            QueryCosts.tell(frame, query);
            frame.setAttribute(OrmAttributes.RESULT_COUNT, 0L);
        } else {
            frame.fail(failure);
        }
    }

    /** The stream or scroll for the application: what it reads is part of the operation, which ends with it. */
    static <T extends @Nullable Object> T opened(
            Frame frame, Object query, SharedSessionContractImplementor session, T result) {
        if (frame.isRecording()) {
            QueryCosts.tell(frame, query);
        }
        return opened(frame, session, result);
    }

    /** The stream or scroll of a query of which nothing more is known. */
    @SuppressWarnings("unchecked")
    static <T extends @Nullable Object> T opened(Frame frame, SharedSessionContractImplementor session, T result) {
        if (frame == Frame.NOOP) {
            return result;
        }
        if (frame.isRecording()) {
            // Its rows are read outside of any select that would make it.
            state(session).origins();
        }
        frame.detach();
        Cursor cursor = new Cursor(frame, state(session).cursors());
        if (result instanceof Stream) {
            return (T) CursorSpliterator.stream((Stream<?>) result, cursor);
        }
        if (result instanceof ScrollableResults) {
            return (T) TracedScroll.wrap((ScrollableResults<?>) result, cursor);
        }
        cursor.end();
        return result;
    }

    /** What a query of ours has made of itself, of Hibernate's class; traced in the same way. */
    static <Q extends @Nullable Object> Q remade(
            Q made,
            Object query,
            SharedSessionContractImplementor session,
            @Nullable String name,
            @Nullable String model) {
        return made == null || made == query || TracedQuery.isTraced(made)
                ? made
                : Delegation.proxy(made, new TracedQuery(made, session, name, model));
    }

    /** The result type of a native query is said by its builder methods, and nothing tells it afterwards. */
    static @Nullable String remembered(
            @Nullable String model,
            SharedSessionContractImplementor session,
            @Nullable Object @Nullable ... arguments) {
        if (model != null || arguments == null) {
            return model;
        }
        for (Object argument : arguments) {
            String found = argument instanceof Class || argument instanceof String
                    ? state(session).modelOf(argument)
                    : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Frame start(
            Object query,
            SharedSessionContractImplementor session,
            QueryMethod method,
            @Nullable String name,
            @Nullable String resultModel) {
        HibernateTracing tracing = state(session).tracing();
        if (!state(session).opensOperation()) {
            return Frame.NOOP;
        }
        String model = modelOf(query, session, resultModel);
        Frame frame = tracing.operations().start(session, method, model);
        if (frame.isRecording() && !(query instanceof ProcedureCall)) {
            StatementPurposes purposes = tracing.purposes();
            frame.purpose(method.changesRows() ? purposes.of(model) : purposes.ofQuery(model));
        }
        describe(frame, query, session, name);
        return frame;
    }

    private static void describe(
            Frame frame, Object query, SharedSessionContractImplementor session, @Nullable String name) {
        OperationMeasurement measurement = frame.measurement();
        if (measurement != null && ModelQuery.is(query)) {
            measurement.usesPlan();
        }
        if (frame.isRecording()) {
            if (name != null) {
                frame.setAttribute(OrmAttributes.QUERY_NAME, name);
            }
            String text = QueryDescription.text(query, state(session).tracing().hqlTexts());
            if (text != null) {
                frame.setAttribute(OrmAttributes.QUERY_TEXT, text);
            }
        }
    }

    private static @Nullable String modelOf(
            Object query, SharedSessionContractImplementor session, @Nullable String resultModel) {
        return resultModel == null ? state(session).tracing().modelOf(QueryDescription.rootEntity(query)) : resultModel;
    }

    /** Queries are traced by sessions of ours alone. */
    private static SessionState state(SharedSessionContractImplementor session) {
        return ((Traced) session).state();
    }

    private static void count(Frame frame, QueryMethod method, @Nullable Object result) {
        try {
            long count = countOf(method, result);
            if (count >= 0) {
                frame.setAttribute(OrmAttributes.RESULT_COUNT, count);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static long countOf(QueryMethod method, @Nullable Object result) {
        if (method.isList()) {
            return result instanceof Collection ? ((Collection<?>) result).size() : -1;
        }
        if (method.isPage()) {
            return result instanceof KeyedResultList
                    ? ((KeyedResultList<?>) result).getResultList().size()
                    : -1;
        }
        if (method.isSingle()) {
            boolean isEmpty = method == QueryMethod.UNIQUE_RESULT_OPTIONAL
                    ? !(result instanceof Optional<?> row && row.isPresent())
                    : result == null && method != QueryMethod.GET_SINGLE_RESULT;
            return isEmpty ? 0 : 1;
        }
        return -1;
    }
}
