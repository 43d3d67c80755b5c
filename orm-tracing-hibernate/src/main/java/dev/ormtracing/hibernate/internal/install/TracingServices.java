package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.query.UncalledQueries;
import dev.ormtracing.hibernate.internal.service.TracedJdbcServices;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import java.util.Map;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.service.spi.SessionFactoryServiceContributor;
import org.hibernate.service.spi.SessionFactoryServiceInitiator;
import org.hibernate.service.spi.SessionFactoryServiceInitiatorContext;
import org.hibernate.service.spi.SessionFactoryServiceRegistryBuilder;

/**
 * Found by Hibernate through the service loader; not for applications. Gives every session factory what it is traced with.
 *
 * @since 0.1.0
 */
public final class TracingServices implements SessionFactoryServiceContributor {

    /** Called by the service loader. */
    public TracingServices() {}

    @Override
    public void contribute(SessionFactoryServiceRegistryBuilder registry) {
        registry.addInitiator(new Initiator());
        registry.addInitiator(new TransactionTracing.OfFactory());
        try {
            CacheTracing.install(registry);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    static JdbcServices jdbc(JdbcServices services, OrmTracing tracing) {
        return TracedJdbcServices.wrap(services, tracing, new UncalledQueries());
    }

    private static final class Initiator implements SessionFactoryServiceInitiator<HibernateTracing> {

        @Override
        public HibernateTracing initiateService(SessionFactoryServiceInitiatorContext context) {
            Map<String, Object> settings = context.getServiceRegistry()
                    .requireService(ConfigurationService.class)
                    .getSettings();
            return TracingSettings.isEnabled(settings)
                    ? HibernateTracing.create(context.getSessionFactory(), TracingSettings.tracing(settings))
                    : HibernateTracing.disabled();
        }

        @Override
        public Class<HibernateTracing> getServiceInitiated() {
            return HibernateTracing.class;
        }
    }
}
