package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.measure.OperationMeasurement;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.KnownQueries;
import dev.ormtracing.hibernate.internal.session.KnownQuery;
import dev.ormtracing.hibernate.internal.session.RunningQuery;
import dev.ormtracing.hibernate.internal.session.SessionState;
import dev.ormtracing.hibernate.internal.session.StatementPurposes;
import java.util.Collection;
import java.util.Set;
import org.hibernate.HibernateException;
import org.hibernate.NonUniqueResultException;
import org.hibernate.ScrollableResults;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.spi.Limit;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * The operation of a query that is none of our subclasses: Hibernate's specifications make theirs past the session. What
 * such a query asks of its session, of the compiler and of the executors tells when it starts, what it is about and when
 * it is over.
 *
 * <p>The parts that Hibernate runs it in are counted. Only inside of one can code of the application run, so what happens
 * between two of them is the query's own. Used by the session's thread; no method throws.
 */
public final class ForeignQuery implements RunningQuery {

    private final SharedSessionContractImplementor session;
    private final SessionState state;
    private final QueryMethod method;
    private final Frame frame;
    private @Nullable KnownQuery known;

    /** Whether Hibernate has just compiled it. */
    private boolean compiled;

    private @Nullable Throwable failure;
    private int depth;
    private boolean selected;
    private boolean counts = true;
    private int page = Integer.MAX_VALUE;
    private long rows;
    private boolean differ;

    private ForeignQuery(
            SharedSessionContractImplementor session, SessionState state, QueryMethod method, Frame frame) {
        this.session = session;
        this.state = state;
        this.method = method;
        this.frame = frame;
    }

    /**
     * Opens the operation, whose entity is not known yet: it is a span once that is, so that samplers see it. Null when
     * nothing is traced.
     */
    public static @Nullable ForeignQuery open(
            SharedSessionContractImplementor session, SessionState state, QueryMethod method) {
        Frame frame = state.tracing().operations().startUnnamed(session, method);
        if (frame == Frame.NOOP) {
            return null;
        }
        OperationMeasurement measurement = frame.measurement();
        if (measurement != null) {
            measurement.usesPlan();
        }
        if (method.isCursor()) {
            frame.runs(Frame.Inside.APPLICATION);
        }
        return new ForeignQuery(session, state, method, frame);
    }

    /** Whether Hibernate is in none of its parts. */
    @Override
    public boolean isBetween() {
        return depth == 0;
    }

    /** SQL is about to be made of this. */
    @Override
    public void compiles(SqmStatement<?> statement) {
        if (depth == 0 && known == null) {
            try {
                tell(UncalledQueries.known(state.tracing(), statement));
                compiled = true;
            } catch (Throwable e) {
                Guard.report(e);
            }
            frame.becomeSpan();
        }
    }

    /** Hibernate flushes, or looks whether it has to. */
    @Override
    public void flushStarts() {
        depth++;
    }

    /** Hibernate flushes, or looks whether it has to, before a query reads from these tables. */
    @Override
    public void flushStarts(Set<String> tables) {
        if (depth == 0) {
            plan(tables);
        }
        depth++;
    }

    /** Hibernate executes what it has compiled, or has in its plan cache. */
    @Override
    public void statementStarts(Set<String> tables, ExecutionContext context) {
        if (depth == 0) {
            plan(tables);
            counts = counts && returnsAll(context);
            page = method.isPage() ? pageOf(context.getQueryOptions()) : page;
        }
        depth++;
    }

    /** The result for the application or, of a scroll, what stands for it: there the operation goes on. */
    @Override
    public <T extends @Nullable Object> T selected(T result) {
        if (depth != 1) {
            return result;
        }
        if (method.isCursor() && result instanceof ScrollableResults) {
            state.forget(this);
            if (frame.isRecording()) {
                QueryCosts.tellPlan(frame);
            }
            return QueryExecutions.opened(frame, session, result);
        }
        selected = true;
        count(result);
        return result;
    }

    /** What Hibernate runs now has failed. */
    @Override
    public void failed(Throwable cause) {
        if (depth <= 1) {
            failure = cause;
        }
    }

    /** The part is over. Of a count nothing comes after its select, and of a failed scroll nothing more at all. */
    @Override
    public void partEnds() {
        depth--;
        if (depth == 0 && !method.tellsEnd() && (selected || failure != null)) {
            end(failure == null);
        }
    }

    /** The session is told that an operation of its is over. It may be one that the application called in the query. */
    @Override
    public void operationEnds(boolean success) {
        if (depth == 0) {
            end(success);
        }
    }

    /** Whatever it was, it is no longer running. */
    @Override
    public void abandon() {
        end(failure == null);
    }

    private void end(boolean success) {
        state.forget(this);
        frame.becomeSpan();
        try {
            Throwable thrown = success ? notUnique() : failure;
            if (thrown != null) {
                frame.fail(thrown);
            } else if (!success) {
                // Between its parts nobody sees what is thrown.
                frame.fail(new HibernateException("The query has failed"));
            } else if (frame.isRecording()) {
                QueryCosts.tellPlan(frame);
                if (counts && method.returnsRows()) {
                    frame.setAttribute(OrmAttributes.RESULT_COUNT, Math.min(rows, page));
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        } finally {
            frame.end();
        }
    }

    private void count(@Nullable Object result) {
        if (result instanceof Collection<?> read) {
            rows += read.size();
            Object first = null;
            for (Object row : method.isSingle() ? read : Set.of()) {
                differ = differ || first != null && row != first;
                first = row;
            }
        }
    }

    /** Hibernate throws it when the session has been told that all went well. */
    private @Nullable Throwable notUnique() {
        if (!differ) {
            return null;
        }
        NonUniqueResultException thrown = new NonUniqueResultException((int) rows);
        return method.convertsFailures()
                ? new jakarta.persistence.NonUniqueResultException(thrown.getMessage(), thrown)
                : thrown;
    }

    private boolean returnsAll(ExecutionContext context) {
        try {
            return known != null && known.returnsAll(context.getQueryOptions());
        } catch (Throwable e) {
            Guard.report(e);
            return false;
        }
    }

    /** Of a page Hibernate reads one row more, to see whether there is another one. */
    private int pageOf(QueryOptions options) {
        Limit limit = options.getLimit();
        Integer read = limit == null ? null : limit.getMaxRows();
        counts = counts && read != null;
        return read == null ? page : read - 1;
    }

    private void plan(Set<String> tables) {
        KnownQueries queries = state.tracing().knownQueries();
        if (known == null) {
            tell(queries.of(tables));
            frame.becomeSpan();
        } else if (compiled) {
            queries.remember(tables, known);
            compiled = false;
        }
    }

    private void tell(@Nullable KnownQuery query) {
        if (query == null) {
            return;
        }
        known = query;
        if (query.model() != null) {
            frame.rename(method, query.model(), null);
        }
        if (frame.isRecording()) {
            StatementPurposes purposes = state.tracing().purposes();
            frame.purpose(method.changesRows() ? purposes.of(query.model()) : purposes.ofQuery(query.model()));
        }
    }
}
