package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.event.FactoryLife;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Found by Hibernate through the service loader; not for applications. Traces the events of every session factory.
 *
 * @since 0.1.0
 */
public final class TracingIntegrator implements Integrator {

    /** Called by the service loader. */
    public TracingIntegrator() {}

    @Override
    public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
        try {
            // Other integrators may still add and replace listeners; the observer comes after all of them.
            factory.addObserver(new FactoryLife());
            StatementInspectors.install(factory);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // What was added goes away with the factory.
    }
}
