package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import java.io.Serializable;
import org.hibernate.SharedSessionBuilder;
import org.hibernate.SharedStatelessSessionBuilder;
import org.hibernate.engine.creation.internal.SharedSessionBuilderImpl;
import org.hibernate.engine.creation.internal.SharedStatelessSessionBuilderImpl;
import org.hibernate.engine.creation.internal.options.SharedStatefulOptions;
import org.hibernate.engine.creation.internal.options.SharedStatelessOptions;
import org.hibernate.engine.creation.internal.options.StatefulOptions;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.internal.find.StatefulLoadAccessContext;
import org.hibernate.loader.internal.IdentifierLoadAccessImpl;
import org.hibernate.query.spi.HqlInterpretation;
import org.hibernate.resource.jdbc.spi.JdbcSessionOwner;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/** A session for Hibernate 8.0. */
// The compiler repeats for each subclass what it says of the raw signatures of the overrides.
@SuppressWarnings({"deprecation", "overrides", "rawtypes", "removal", "unchecked"})
final class TracedSession80 extends SessionOverrides80
        implements Serializable,
                SharedSessionContractImplementor,
                JdbcSessionOwner,
                SessionImplementor,
                EventSource,
                TransactionCoordinatorBuilder.Options,
                WrapperOptions,
                StatefulLoadAccessContext {

    private static final long serialVersionUID = 1L;

    private TracedSession80(SessionFactoryImpl factory, StatefulOptions options) {
        super(factory, options);
    }

    /** Opens one; a failure leaves a span. */
    static TracedSession80 open(SessionFactoryImpl factory, StatefulOptions options) {
        long start = System.nanoTime();
        try {
            return new TracedSession80(factory, options);
        } catch (Throwable e) {
            FailedOpen.tell(factory, ImplicitMethod.OPEN_SESSION, start, e);
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
    public <T> IdentifierLoadAccessImpl<T> byId(Class<T> entityClass) {
        return boundary().opensOperation()
                ? new TracedIdLoadAccess80<>(this, requireEntityPersisterForLoad(entityClass), boundary())
                : super.byId(entityClass);
    }

    @Override
    public <T> IdentifierLoadAccessImpl<T> byId(String entityName) {
        return boundary().opensOperation()
                ? new TracedIdLoadAccess80<>(this, requireEntityPersister(entityName), boundary())
                : super.byId(entityName);
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
