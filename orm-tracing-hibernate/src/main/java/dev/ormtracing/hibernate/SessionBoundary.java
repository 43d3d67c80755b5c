package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.Guard;
import dev.ormtracing.core.internal.OrmAttributes;
import java.util.List;
import java.util.Set;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.graph.Graph;
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
final class SessionBoundary {

    /** With these, Hibernate first joins a transaction of JTA that was begun after the session. */
    private static final Set<String> JOINING = Set.of("find", "flush", "get", "merge", "persist", "refresh", "remove");

    private final SharedSessionContractImplementor session;
    private final HibernateTracing tracing;
    private volatile @Nullable OpenCursors cursors;
    private @Nullable LoadOrigins origins;
    private boolean loadsUnseen;
    private @Nullable JdbcConnectionAccess connections;

    SessionBoundary(SharedSessionContractImplementor session) {
        this.session = session;
        this.tracing = HibernateTracing.of(session.getFactory());
    }

    HibernateTracing tracing() {
        return tracing;
    }

    /** Where the session gets its connections. */
    JdbcConnectionAccess connections(JdbcConnectionAccess original) {
        JdbcConnectionAccess known = connections;
        return known == null ? connections = new TracedConnectionAccess(original, session, tracing) : known;
    }

    synchronized OpenCursors cursors() {
        OpenCursors known = cursors;
        if (known == null) {
            known = new OpenCursors();
            cursors = known;
        }
        return known;
    }

    /** Which operations have loaded what, or null when none has been recorded. */
    @Nullable
    LoadOrigins knownOrigins() {
        return origins;
    }

    LoadOrigins origins() {
        LoadOrigins known = origins;
        if (known == null) {
            known = new LoadOrigins(loadsUnseen);
            origins = known;
        }
        return known;
    }

    /** An operation that is not recorded loads something. */
    void loadsUnseen() {
        loadsUnseen = true;
        if (origins != null) {
            origins.becomeIncomplete();
        }
    }

    /** Whether what is called now is an operation of its own, not a part of the running one. */
    boolean opensOperation() {
        return tracing.operations().opensOperation(session);
    }

    /** Opens an operation on what the first argument of the call says: a class, an entity name, an entity, a list. */
    Frame operation(String method, @Nullable Object subject) {
        if (!opensOperation()) {
            return Frame.NOOP;
        }
        String model = modelOf(subject);
        joinsBefore(method);
        Frame frame = tracing.operations().start(session, method, model);
        if (frame.isRecording()) {
            frame.cause(tracing.causes().ofCall(method, model));
        }
        return frame;
    }

    /** The same for a method that usually leaves its work to the flush. */
    Frame repeated(String method, @Nullable Object subject) {
        if (!opensOperation()) {
            return Frame.NOOP;
        }
        joinsBefore(method);
        return tracing.operations().startRepeated(session, method, modelOf(subject));
    }

    /** What joins a transaction is below that. */
    private void joinsBefore(String method) {
        if (session.getTransactionCoordinator() instanceof TracedJtaCoordinator jta
                && session instanceof EventSource
                && JOINING.contains(method)) {
            jta.joinFirst();
        }
    }

    /** The same for a call that needs the database only exceptionally, and is no span without. */
    Frame reference(String method, @Nullable Object subject) {
        return opensOperation()
                ? tracing.operations().startDeferred(session, method, modelOf(subject), null)
                : Frame.NOOP;
    }

    /** Opens the loading of an association that a stateless session is told to fetch. */
    Frame fetch(@Nullable Object association) {
        if (!(association instanceof PersistentCollection)) {
            return operation("fetch", association);
        }
        if (!opensOperation()) {
            return Frame.NOOP;
        }
        CollectionRole role = tracing.roleOf(session, ((PersistentCollection<?>) association).getRole());
        Frame frame = tracing.operations().start(session, "fetch", role.model(), role.path() + ".fetch");
        frame.setAttribute(OrmAttributes.ROLE, role.path());
        frame.cause(role.cause());
        return frame;
    }

    /** Runs code of the application: what it calls is an operation below this one. */
    Frame work(String method) {
        Frame frame = operation(method, null);
        frame.allowNestedOperations();
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
    <A> A access(A access, String method, @Nullable Object entity) {
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

    /** The session is closed: no cursor goes on. */
    void sessionCloses() {
        OpenCursors open = cursors;
        if (open != null) {
            open.endAll();
        }
    }

    @Nullable
    String modelOf(@Nullable Object subject) {
        try {
            if (subject instanceof String) {
                return tracing.modelOf((String) subject);
            }
            if (subject instanceof Class) {
                return tracing.modelOf((Class<?>) subject);
            }
            if (subject instanceof Graph) {
                return tracing.modelOf(((Graph<?>) subject).getGraphedType().getJavaType());
            }
            // A collection of Hibernate's would be loaded by a look inside.
            if (subject instanceof List && !(subject instanceof PersistentCollection)) {
                List<?> entities = (List<?>) subject;
                return entities.isEmpty() ? null : modelOf(entities.get(0));
            }
            return tracing.modelOf(session, subject);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }
}
