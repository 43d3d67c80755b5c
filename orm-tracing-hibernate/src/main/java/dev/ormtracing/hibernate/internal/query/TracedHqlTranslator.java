package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.Phases;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import dev.ormtracing.hibernate.internal.session.Operations;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.hql.HqlTranslator;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.jspecify.annotations.Nullable;

/** Parses HQL. Hibernate does so when the query is made, before the operation that executes it: one of its own. */
public final class TracedHqlTranslator implements HqlTranslator {

    private final HqlTranslator delegate;
    private final SharedSessionContractImplementor session;
    private final HibernateTracing tracing;

    public TracedHqlTranslator(
            HqlTranslator delegate, SharedSessionContractImplementor session, HibernateTracing tracing) {
        this.delegate = delegate;
        this.session = session;
        this.tracing = tracing;
    }

    @Override
    public <R> SqmStatement<R> translate(String hql, @Nullable Class<R> resultType) {
        Operations operations = tracing.operations();
        Frame frame = operations.opensOperation(session)
                ? operations.start(session, ImplicitMethod.CREATE_QUERY, null)
                : Frame.NOOP;
        if (frame.isRecording()) {
            String shown = tracing.hqlTexts().shown(hql);
            if (shown != null) {
                frame.setAttribute(OrmAttributes.QUERY_TEXT, shown);
            }
        }
        Phases.compileStarts(frame);
        try {
            SqmStatement<R> statement = delegate.translate(hql, resultType);
            Phases.compileEnds(frame);
            if (frame != Frame.NOOP) {
                name(frame, statement);
            }
            return statement;
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }

    /** Whose query it is, only its text says. */
    private void name(Frame frame, SqmStatement<?> statement) {
        try {
            String model = tracing.modelOf(QueryDescription.entityOf(statement));
            if (model != null) {
                frame.rename(ImplicitMethod.CREATE_QUERY, model, null);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }
}
