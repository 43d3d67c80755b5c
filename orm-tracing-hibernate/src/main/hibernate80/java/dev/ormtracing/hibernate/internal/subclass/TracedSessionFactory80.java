package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.event.FactoryLife;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import jakarta.persistence.EntityAgent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.SynchronizationType;
import java.io.Serial;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.StatelessSessionBuilder;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.creation.internal.SessionBuilderImpl;
import org.hibernate.engine.creation.internal.StatelessSessionBuilderImpl;
import org.hibernate.engine.creation.internal.options.StatefulOptions;
import org.hibernate.engine.creation.internal.options.StatelessOptions;
import org.hibernate.engine.creation.spi.SessionBuilderImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.internal.SessionImpl;
import org.hibernate.internal.StatelessSessionImpl;
import org.hibernate.jpa.HibernateHints;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.jspecify.annotations.Nullable;

/** Opens traced sessions; for Hibernate 8.0. The constructor of the superclass calls both methods. */
final class TracedSessionFactory80 extends SessionFactoryImpl implements SessionFactoryImplementor {

    private static final long serialVersionUID = 1L;

    TracedSessionFactory80(MetadataImplementor metadata, SessionFactoryOptions options, BootstrapContext context) {
        super(metadata, options, context);
    }

    @Override
    public SessionBuilderImplementor withOptions() {
        return new SessionBuilderImpl(this) {
            @Override
            protected SessionImplementor createSession(StatefulOptions options) {
                return HibernateTracing.isTracing(TracedSessionFactory80.this)
                        ? TracedSession80.open(TracedSessionFactory80.this, options)
                        : new SessionImpl(TracedSessionFactory80.this, options);
            }
        };
    }

    @Override
    public StatelessSessionBuilder withStatelessOptions() {
        return new StatelessSessionBuilderImpl(this) {
            @Override
            protected StatelessSessionImplementor createStatelessSession(StatelessOptions options) {
                return HibernateTracing.isTracing(TracedSessionFactory80.this)
                        ? TracedStatelessSession80.open(TracedSessionFactory80.this, options)
                        : new StatelessSessionImpl(TracedSessionFactory80.this, options);
            }
        };
    }

    @Override
    public Session createEntityManager(EntityManager.CreationOption... options) {
        if (!HibernateTracing.isTracing(this)) {
            return super.createEntityManager(options);
        }
        validateNotClosed();
        StatefulOptions collected = new StatefulOptions(this);
        collected.autoJoinTransactions(true);
        if (options != null) {
            for (EntityManager.CreationOption option : options) {
                if (option instanceof SynchronizationType synchronization) {
                    checkSynchronization();
                    collected.autoJoinTransactions(synchronization == SynchronizationType.SYNCHRONIZED);
                } else {
                    collected.apply(option);
                }
            }
        }
        return TracedSession80.open(this, collected);
    }

    @Override
    public Session createEntityManager(@Nullable Map<?, ?> properties) {
        if (!HibernateTracing.isTracing(this)) {
            return super.createEntityManager(properties);
        }
        validateNotClosed();
        return entityManager(SynchronizationType.SYNCHRONIZED, properties);
    }

    @Override
    public Session createEntityManager(SynchronizationType synchronization) {
        return createEntityManager(synchronization, null);
    }

    @Override
    public Session createEntityManager(SynchronizationType synchronization, @Nullable Map<?, ?> properties) {
        if (!HibernateTracing.isTracing(this)) {
            return super.createEntityManager(synchronization, properties);
        }
        validateNotClosed();
        checkSynchronization();
        return entityManager(synchronization, properties);
    }

    private Session entityManager(SynchronizationType synchronization, @Nullable Map<?, ?> properties) {
        StatefulOptions collected = new StatefulOptions(this);
        collected.autoJoinTransactions(synchronization == SynchronizationType.SYNCHRONIZED);
        Object tenant = properties == null ? null : properties.get(HibernateHints.HINT_TENANT_ID);
        if (tenant != null) {
            collected.tenantIdentifier(tenant);
        }
        Session session = TracedSession80.open(this, collected);
        if (properties != null) {
            properties.forEach((name, value) -> {
                if (name instanceof String text && !text.equals(HibernateHints.HINT_TENANT_ID)) {
                    session.setProperty(text, value);
                }
            });
        }
        return session;
    }

    /** What Hibernate checks of a kind that is asked for. */
    private void checkSynchronization() {
        if (!getServiceRegistry()
                .requireService(TransactionCoordinatorBuilder.class)
                .isJta()) {
            throw new IllegalStateException(
                    "Illegal attempt to specify a SynchronizationType when building an EntityManager from an "
                            + "EntityManagerFactory defined as RESOURCE_LOCAL (as opposed to JTA)");
        }
    }

    @Override
    public StatelessSession createEntityAgent(EntityAgent.CreationOption... options) {
        if (options == null || options.length == 0 || !HibernateTracing.isTracing(this)) {
            return super.createEntityAgent(options);
        }
        validateNotClosed();
        StatelessOptions collected = new StatelessOptions(this);
        collected.apply(options);
        return TracedStatelessSession80.open(this, collected);
    }

    @Override
    public void close() {
        Frame disconnect = FactoryLife.closing(this);
        try {
            super.close();
        } catch (Throwable e) {
            disconnect.fail(e);
            throw e;
        } finally {
            disconnect.end();
        }
    }

    @Serial
    private Object writeReplace() {
        return SerializedFactory.of(this);
    }
}
