package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import org.hibernate.StatelessSession;
import org.hibernate.internal.SessionCreationOptions;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.query.spi.HqlInterpretation;
import org.jspecify.annotations.Nullable;

/** A stateless session for Hibernate 6.6. */
// The compiler repeats for each subclass what it says of the raw signatures of the overrides.
@SuppressWarnings({"deprecation", "overrides", "rawtypes", "removal", "unchecked"})
final class TracedStatelessSession66 extends StatelessSessionOverrides66 implements StatelessSession {

    private static final long serialVersionUID = 1L;

    private TracedStatelessSession66(SessionFactoryImpl factory, SessionCreationOptions options) {
        super(factory, options);
    }

    /** Opens one; a failure leaves a span. */
    static TracedStatelessSession66 open(SessionFactoryImpl factory, SessionCreationOptions options) {
        long start = System.nanoTime();
        try {
            return new TracedStatelessSession66(factory, options);
        } catch (Throwable e) {
            FailedOpen.tell(factory, ImplicitMethod.OPEN_STATELESS_SESSION, start, e);
            throw e;
        }
    }

    @Override
    protected <R> HqlInterpretation<R> interpretHql(String hql, @Nullable Class<R> resultType) {
        return boundary().interpret(getFactory().getQueryEngine(), hql, resultType);
    }

    @Override
    protected void cleanupOnClose() {
        try {
            super.cleanupOnClose();
        } finally {
            boundary().sessionCloses();
        }
    }
}
