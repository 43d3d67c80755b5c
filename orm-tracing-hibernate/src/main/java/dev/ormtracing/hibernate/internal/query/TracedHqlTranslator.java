package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.tree.Frame;
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
        frame.compileStarts();
        try {
            SqmStatement<R> statement = delegate.translate(hql, resultType);
            frame.compileEnds();
            return statement;
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }
}
