package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.Frame;
import java.util.List;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.graph.Graph;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one session: which cursors are open, which operations have loaded what, and the running query of a
 * class that is none of ours.
 *
 * <p>As thread-safe as the session; no method throws what the session would not.
 */
public abstract class SessionState {

    protected final SharedSessionContractImplementor session;
    protected final HibernateTracing tracing;

    private volatile @Nullable OpenCursors cursors;
    private @Nullable LoadOrigins origins;

    /** The last frame of this session that was the running one: most likely it still is. */
    private @Nullable Frame running;

    private @Nullable RunningQuery net;

    protected SessionState(SharedSessionContractImplementor session) {
        this.session = session;
        this.tracing = HibernateTracing.of(session.getFactory());
    }

    public final HibernateTracing tracing() {
        return tracing;
    }

    public final synchronized OpenCursors cursors() {
        OpenCursors known = cursors;
        if (known == null) {
            known = new OpenCursors();
            cursors = known;
        }
        return known;
    }

    /** Which operations have loaded what, or null when none has been recorded. */
    public final @Nullable LoadOrigins knownOrigins() {
        LoadOrigins known = origins;
        return known == LoadOrigins.UNSEEN ? null : known;
    }

    public final LoadOrigins origins() {
        LoadOrigins known = origins;
        if (known == null || known == LoadOrigins.UNSEEN) {
            known = new LoadOrigins(known != null);
            origins = known;
        }
        return known;
    }

    /** An operation that is not recorded loads something. */
    public final void loadsUnseen() {
        LoadOrigins known = knownOrigins();
        if (known == null) {
            origins = LoadOrigins.UNSEEN;
        } else {
            known.becomeIncomplete();
        }
    }

    /** Whether what the application calls now is an operation of its own, not a part of the running one. */
    public final boolean opensOperation() {
        RunningQuery query = net;
        if (query != null) {
            queryIsOver();
        }
        return tracing.operations.opensOperation(current(), session);
    }

    /** The frame has been opened for this session. */
    protected final Frame entered(Frame frame) {
        if (frame != Frame.NOOP) {
            running = frame;
        }
        return frame;
    }

    /** The innermost open frame on the calling thread, of whatever session, or null. */
    public final @Nullable Frame current() {
        Frame known = running;
        if (known != null && known.isInnermost()) {
            return known;
        }
        Frame current = tracing.tracer.current();
        running = current == null || current.belongsTo(session) ? current : null;
        return current;
    }

    /** The running query of Hibernate's own class, or null. */
    public final @Nullable RunningQuery net() {
        return net;
    }

    /** SQL is about to be made of this. */
    public final void compiles(SqmStatement<?> statement) {
        RunningQuery running = net;
        if (running != null) {
            running.compiles(statement);
        }
    }

    /** The application goes on: a query of Hibernate's own class that has told no end has failed, or had nothing to do. */
    final void queryIsOver() {
        RunningQuery running = net;
        if (running != null && running.isBetween()) {
            running.abandon();
        }
    }

    /** A query of Hibernate's own class starts, unless it is null. */
    protected final void opened(@Nullable RunningQuery query) {
        net = query;
    }

    public final void forget(RunningQuery ended) {
        if (net == ended) {
            net = null;
        }
    }

    /** The session is closed: no cursor goes on. */
    public final void sessionCloses() {
        queryIsOver();
        OpenCursors open = cursors;
        if (open != null) {
            open.endAll();
        }
    }

    public final @Nullable String modelOf(@Nullable Object subject) {
        try {
            if (subject instanceof String name) {
                return tracing.modelOf(name);
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
