package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import org.hibernate.SharedSessionBuilder;
import org.hibernate.SharedStatelessSessionBuilder;
import org.hibernate.engine.creation.internal.SharedSessionBuilderImpl;
import org.hibernate.engine.creation.internal.SharedStatelessSessionBuilderImpl;
import org.hibernate.engine.creation.internal.options.SharedStatefulOptions;
import org.hibernate.engine.creation.internal.options.SharedStatelessOptions;
import org.hibernate.engine.creation.internal.options.StatelessOptions;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.internal.find.StatelessLoadAccessContext;
import org.hibernate.query.spi.HqlInterpretation;
import org.jspecify.annotations.Nullable;

/** A stateless session for Hibernate 8.0. */
// The compiler repeats for each subclass what it says of the raw signatures of the overrides.
@SuppressWarnings({"deprecation", "overrides", "rawtypes", "removal", "unchecked"})
final class TracedStatelessSession80 extends StatelessSessionOverrides80
        implements StatelessSessionImplementor, StatelessLoadAccessContext {

    private static final long serialVersionUID = 1L;

    private TracedStatelessSession80(SessionFactoryImpl factory, StatelessOptions options) {
        super(factory, options);
    }

    /** Opens one; a failure leaves a span. */
    static TracedStatelessSession80 open(SessionFactoryImpl factory, StatelessOptions options) {
        long start = System.nanoTime();
        try {
            return new TracedStatelessSession80(factory, options);
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
    public SharedSessionBuilder sessionWithOptions() {
        checkSessionReentrancy();
        return new SharedSessionBuilderImpl(this) {
            @Override
            protected SessionImplementor createSession(SharedStatefulOptions options) {
                return TracedSession80.open(factory(), options);
            }
        };
    }

    @Override
    public SharedStatelessSessionBuilder statelessWithOptions() {
        checkSessionReentrancy();
        return new SharedStatelessSessionBuilderImpl(this) {
            @Override
            protected StatelessSessionImplementor createStatelessSession(SharedStatelessOptions options) {
                return TracedStatelessSession80.open(factory(), options);
            }
        };
    }

    private SessionFactoryImpl factory() {
        return (SessionFactoryImpl) getFactory();
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
