package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.event.FactoryLife;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import java.io.Serial;
import org.hibernate.StatelessSession;
import org.hibernate.StatelessSessionBuilder;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.internal.SessionImpl;

/** Opens traced sessions; for Hibernate 6.6. The constructor of the superclass calls both methods. */
final class TracedSessionFactory66 extends SessionFactoryImpl implements SessionFactoryImplementor {

    private static final long serialVersionUID = 1L;

    TracedSessionFactory66(MetadataImplementor metadata, SessionFactoryOptions options, BootstrapContext context) {
        super(metadata, options, context);
    }

    @Override
    public SessionBuilderImpl withOptions() {
        return new SessionBuilderImpl(this) {
            @Override
            public SessionImpl openSession() {
                return HibernateTracing.isTracing(TracedSessionFactory66.this)
                        ? TracedSession66.open(TracedSessionFactory66.this, this)
                        : super.openSession();
            }
        };
    }

    @Override
    public StatelessSessionBuilder withStatelessOptions() {
        return new StatelessSessionBuilderImpl(this) {
            @Override
            public StatelessSession openStatelessSession() {
                return HibernateTracing.isTracing(TracedSessionFactory66.this)
                        ? TracedStatelessSession66.open(TracedSessionFactory66.this, this)
                        : super.openStatelessSession();
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
