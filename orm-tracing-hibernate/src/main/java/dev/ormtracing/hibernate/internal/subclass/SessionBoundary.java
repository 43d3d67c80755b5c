package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import dev.ormtracing.hibernate.internal.query.ForeignQuery;
import dev.ormtracing.hibernate.internal.query.QueryMethod;
import dev.ormtracing.hibernate.internal.query.QueryReferences;
import dev.ormtracing.hibernate.internal.query.TracedHqlTranslator;
import dev.ormtracing.hibernate.internal.query.TracedQuery;
import dev.ormtracing.hibernate.internal.session.CollectionRole;
import dev.ormtracing.hibernate.internal.session.RunningQuery;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import dev.ormtracing.hibernate.internal.session.SessionState;
import dev.ormtracing.hibernate.internal.transaction.TracedConnectionAccess;
import dev.ormtracing.hibernate.internal.transaction.TracedJtaCoordinator;
import java.util.List;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.query.hql.HqlTranslator;
import org.hibernate.query.spi.HqlInterpretation;
import org.hibernate.query.spi.QueryEngine;
import org.jspecify.annotations.Nullable;

/**
 * What the application calls on one session, as operations. The overrides of the session's methods, which differ from
 * one Hibernate to the other, hold nothing but the call to this.
 *
 * <p>As thread-safe as the session; no method throws what the session would not.
 */
final class SessionBoundary extends SessionState {

    private @Nullable JdbcConnectionAccess connections;

    SessionBoundary(SharedSessionContractImplementor session) {
        super(session);
    }

    /** Where the session gets its connections. */
    JdbcConnectionAccess connections(JdbcConnectionAccess original) {
        if (connections == null) {
            connections = new TracedConnectionAccess(original, session, tracing);
        }
        return connections;
    }

    /** Opens an operation on what the first argument of the call says: a class, an entity name, an entity, a list. */
    Frame operation(SessionMethod method, @Nullable Object subject) {
        if (!opensOperation()) {
            return Frame.NOOP;
        }
        String model = modelOf(subject);
        joinsBefore(method);
        Frame frame = entered(tracing.operations().start(session, method, model));
        if (frame.isRecording()) {
            frame.purpose(tracing.purposes().ofCall(method, model));
        }
        return frame;
    }

    /** Opens an operation of a method that usually leaves its work to the flush. */
    Frame operationOfRun(SessionMethod method, @Nullable Object subject) {
        if (!opensOperation()) {
            return Frame.NOOP;
        }
        joinsBefore(method);
        return tracing.operations().startOfRun(session, method, modelOf(subject));
    }

    /** What joins a transaction is below that. */
    private void joinsBefore(SessionMethod method) {
        if (session.getTransactionCoordinator() instanceof TracedJtaCoordinator jta
                && session instanceof EventSource
                && method.joins()) {
            jta.joinFirst();
        }
    }

    /** Opens an operation of a call that needs the database only exceptionally, and is no span without. */
    Frame reference(SessionMethod method, @Nullable Object subject) {
        return opensOperation()
                ? tracing.operations().startDeferred(session, method, modelOf(subject), null)
                : Frame.NOOP;
    }

    /** Opens the loading of an association that a stateless session is told to fetch. */
    Frame fetch(@Nullable Object association) {
        if (!(association instanceof PersistentCollection)) {
            return operation(SessionMethod.FETCH, association);
        }
        if (!opensOperation()) {
            return Frame.NOOP;
        }
        CollectionRole role = tracing.roleOf(session, ((PersistentCollection<?>) association).getRole());
        Frame frame = tracing.operations().start(session, SessionMethod.FETCH, role.model(), role.path() + ".fetch");
        frame.purpose(role.purpose());
        return frame;
    }

    /** Runs code of the application: what it calls is an operation below this one. */
    Frame work(SessionMethod method) {
        Frame frame = operation(method, null);
        frame.runs(Frame.Inside.OPERATIONS);
        return frame;
    }

    /** Notes how many results the operation has. */
    <T extends @Nullable List<?>> T counted(Frame frame, T results) {
        if (results != null && frame.isRecording()) {
            frame.setAttribute(OrmAttributes.RESULT_COUNT, (long) results.size());
        }
        return results;
    }

    /** A query of a class that we have no subclass of, traced when it is executed. */
    <Q> Q query(Q query, @Nullable String name, @Nullable Object resultType) {
        if (query == null || !tracing.tracer().isEnabled() || TracedQuery.isTraced(query)) {
            return query;
        }
        return Delegation.proxy(query, new TracedQuery(query, session, name, modelOfResult(resultType)));
    }

    /** Whether the queries that are made now are to be traced. */
    boolean tracesQueries() {
        return tracing.tracer().isEnabled();
    }

    /** The model of a native query's result type, or null. */
    @Nullable
    String modelOfResult(@Nullable Object resultType) {
        return resultType == null ? null : modelOf(resultType);
    }

    /** The name of a named query: a string, or a reference that has one. */
    @Nullable
    String nameOf(@Nullable Object reference) {
        if (reference == null || reference instanceof String) {
            return (String) reference;
        }
        return QueryReferences.nameOf(reference);
    }

    /** The object that loads entities, traced when it does. */
    <A> A access(A access, SessionMethod method, @Nullable Object entity) {
        if (access == null || !tracing.tracer().isEnabled()) {
            return access;
        }
        return Delegation.proxy(access, new TracedLoadAccess(access, this, method, entity));
    }

    /** Parses HQL unless Hibernate has done so before; only the former is to be seen. */
    <R> HqlInterpretation<R> interpret(QueryEngine engine, String hql, @Nullable Class<R> resultType) {
        HqlTranslator translator = engine.getHqlTranslator();
        if (tracing.tracer().isEnabled()) {
            translator = new TracedHqlTranslator(translator, session, tracing);
        }
        return engine.getInterpretationCache().resolveHqlInterpretation(hql, resultType, translator);
    }

    /** A query has called that it is about to be executed. Of one that is none of ours, nothing else tells. */
    void queryStarts() {
        if (opensOperation()) {
            openNet(QueryMethod.called());
        }
    }

    /** A query may not be executed now. */
    void queryRefused(Throwable cause) {
        queryStarts();
        RunningQuery refused = net();
        if (refused != null && refused.isBetween()) {
            refused.failed(cause);
            refused.abandon();
        }
    }

    /** A query's plan is about to be used. That a count starts, nothing tells before. */
    @Nullable
    RunningQuery netOfPlan() {
        if (net() == null && opensOperation()) {
            QueryMethod method = QueryMethod.called();
            openNet(method == null || method.tellsEnd() || method.isCursor() ? null : method);
        }
        return net();
    }

    private void openNet(@Nullable QueryMethod method) {
        if (method != null) {
            opened(ForeignQuery.open(session, this, method));
        }
    }

    /** An operation of the session is over, which may be such a query. */
    void operationEnds(boolean success) {
        RunningQuery running = net();
        if (running != null) {
            running.operationEnds(success);
        }
    }
}
