package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import java.io.Serializable;
import org.hibernate.SharedSessionBuilder;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.internal.SessionCreationOptions;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.loader.internal.IdentifierLoadAccessImpl;
import org.hibernate.loader.internal.LoadAccessContext;
import org.hibernate.query.spi.HqlInterpretation;
import org.hibernate.resource.jdbc.spi.JdbcSessionOwner;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;

/** A session for Hibernate 6.6. */
// The compiler repeats for each subclass what it says of the raw signatures of the overrides.
@SuppressWarnings({"deprecation", "overrides", "rawtypes", "removal", "unchecked"})
final class TracedSession66 extends SessionOverrides66
        implements Serializable,
                SharedSessionContractImplementor,
                JdbcSessionOwner,
                SessionImplementor,
                EventSource,
                TransactionCoordinatorBuilder.Options,
                WrapperOptions,
                LoadAccessContext {

    private static final long serialVersionUID = 1L;

    private TracedSession66(SessionFactoryImpl factory, SessionCreationOptions options) {
        super(factory, options);
    }

    /** Opens one; a failure leaves a span. */
    static TracedSession66 open(SessionFactoryImpl factory, SessionCreationOptions options) {
        long start = System.nanoTime();
        try {
            return new TracedSession66(factory, options);
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
        return SharedSessions.traced(
                super.sessionWithOptions(),
                this,
                options -> TracedSession66.open((SessionFactoryImpl) getFactory(), (SessionCreationOptions) options));
    }

    @Override
    public <T> IdentifierLoadAccessImpl<T> byId(Class<T> entityClass) {
        return boundary().opensOperation()
                ? new TracedIdLoadAccess<>(
                        this, getFactory().getMappingMetamodel().getEntityDescriptor(entityClass), boundary())
                : super.byId(entityClass);
    }

    @Override
    public <T> IdentifierLoadAccessImpl<T> byId(String entityName) {
        return boundary().opensOperation()
                ? new TracedIdLoadAccess<>(
                        this, getFactory().getMappingMetamodel().getEntityDescriptor(entityName), boundary())
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
