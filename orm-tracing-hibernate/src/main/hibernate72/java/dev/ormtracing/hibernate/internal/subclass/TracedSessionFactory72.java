package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.event.FactoryLife;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import java.io.Serial;
import org.hibernate.StatelessSessionBuilder;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.creation.internal.SessionBuilderImpl;
import org.hibernate.engine.creation.internal.StatelessSessionBuilderImpl;
import org.hibernate.engine.creation.spi.SessionBuilderImplementor;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.StatelessSessionImplementor;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.internal.SessionImpl;
import org.hibernate.internal.StatelessSessionImpl;

/** Opens traced sessions; for Hibernate 7.2 and later. The constructor of the superclass calls both methods. */
final class TracedSessionFactory72 extends SessionFactoryImpl implements SessionFactoryImplementor {

    private static final long serialVersionUID = 1L;

    TracedSessionFactory72(MetadataImplementor metadata, SessionFactoryOptions options, BootstrapContext context) {
        super(metadata, options, context);
    }

    @Override
    public SessionBuilderImplementor withOptions() {
        return new SessionBuilderImpl(this) {
            @Override
            protected SessionImplementor createSession() {
                return HibernateTracing.isTracing(TracedSessionFactory72.this)
                        ? TracedSession72.open(TracedSessionFactory72.this, this)
                        : new SessionImpl(TracedSessionFactory72.this, this);
            }
        };
    }

    @Override
    public StatelessSessionBuilder withStatelessOptions() {
        return new StatelessSessionBuilderImpl(this) {
            @Override
            protected StatelessSessionImplementor createStatelessSession() {
                return HibernateTracing.isTracing(TracedSessionFactory72.this)
                        ? TracedStatelessSession72.open(TracedSessionFactory72.this, this)
                        : new StatelessSessionImpl(TracedSessionFactory72.this, this);
            }
        };
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
