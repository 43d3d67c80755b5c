package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import org.hibernate.SharedSessionBuilder;
import org.hibernate.SharedStatelessSessionBuilder;
import org.hibernate.engine.creation.internal.SessionCreationOptions;
import org.hibernate.engine.creation.internal.SessionCreationOptionsAdaptor;
import org.hibernate.engine.creation.internal.SharedSessionBuilderImpl;
import org.hibernate.engine.creation.internal.SharedStatelessSessionBuilderImpl;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.query.spi.HqlInterpretation;
import org.jspecify.annotations.Nullable;

/** A stateless session for Hibernate 7.2 and later. */
// The compiler repeats for each subclass what it says of the raw signatures of the overrides.
@SuppressWarnings({"deprecation", "overrides", "rawtypes", "removal", "unchecked"})
final class TracedStatelessSession72 extends StatelessSessionOverrides72 implements StatelessSessionImplementor {

    private static final long serialVersionUID = 1L;

    private TracedStatelessSession72(SessionFactoryImpl factory, SessionCreationOptions options) {
        super(factory, options);
    }

    /** Opens one; a failure leaves a span. */
    static TracedStatelessSession72 open(SessionFactoryImpl factory, SessionCreationOptions options) {
        long start = System.nanoTime();
        try {
            return new TracedStatelessSession72(factory, options);
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
        return new SharedSessionBuilderImpl(this) {
            @Override
            protected SessionImplementor createSession() {
                return TracedSession72.open(factory(), this);
            }
        };
    }

    @Override
    public SharedStatelessSessionBuilder statelessWithOptions() {
        return new SharedStatelessSessionBuilderImpl(this) {
            @Override
            protected StatelessSessionImplementor createStatelessSession() {
                return TracedStatelessSession72.open(
                        factory(),
                        new SessionCreationOptionsAdaptor(getFactory(), this, TracedStatelessSession72.this));
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
