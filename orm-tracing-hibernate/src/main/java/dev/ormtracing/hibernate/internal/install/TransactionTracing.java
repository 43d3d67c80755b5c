package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.hibernate.internal.transaction.TracedTransactionCoordinatorBuilder;
import java.util.Map;
import java.util.Objects;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.service.UnknownServiceException;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.service.spi.SessionFactoryServiceInitiator;
import org.hibernate.service.spi.SessionFactoryServiceInitiatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Puts tracing between a session factory and the builder of its transaction coordinators. The registered builder stays
 * Hibernate's or the application's own object: Hibernate injects, configures, starts and stops it, and whoever asks the
 * registry gets it. Only the registry of a session factory answers with the traced one, which has no life of its own.
 */
final class TransactionTracing {

    private TransactionTracing() {}

    /** There is none where Hibernate's services are not its own to add to, as in Quarkus. */
    static @Nullable TransactionCoordinatorBuilder tracedIn(@Nullable ServiceRegistry registry) {
        try {
            return registry == null ? null : registry.getService(TracedTransactionCoordinatorBuilder.class);
        } catch (UnknownServiceException noneThere) {
            return null;
        }
    }

    /** Makes the traced builder beside the registered one, in the registry that holds the settings. */
    static final class Initiator implements StandardServiceInitiator<TracedTransactionCoordinatorBuilder> {

        @Override
        public Class<TracedTransactionCoordinatorBuilder> getServiceInitiated() {
            return TracedTransactionCoordinatorBuilder.class;
        }

        @Override
        public @Nullable TracedTransactionCoordinatorBuilder initiateService(
                Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return TracingSettings.isEnabled(settings)
                    ? new TracedTransactionCoordinatorBuilder(
                            registry.requireService(TransactionCoordinatorBuilder.class),
                            TracingSettings.tracing(settings))
                    : null;
        }
    }

    /** Answers a session factory with the traced builder, if there is one, else with the registered one. */
    static final class OfFactory implements SessionFactoryServiceInitiator<TransactionCoordinatorBuilder> {

        @Override
        public Class<TransactionCoordinatorBuilder> getServiceInitiated() {
            return TransactionCoordinatorBuilder.class;
        }

        @Override
        public @Nullable TransactionCoordinatorBuilder initiateService(SessionFactoryServiceInitiatorContext context) {
            ServiceRegistry registry =
                    Objects.requireNonNull(context.getServiceRegistry().getParentServiceRegistry());
            TransactionCoordinatorBuilder traced = tracedIn(registry);
            return traced == null ? registry.getService(TransactionCoordinatorBuilder.class) : traced;
        }
    }
}
