package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.service.CompileHooks;
import dev.ormtracing.hibernate.internal.service.TracedConnectionProvider;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.engine.jdbc.connections.internal.ConnectionProviderInitiator;
import org.hibernate.engine.jdbc.connections.internal.MultiTenantConnectionProviderInitiator;
import org.hibernate.engine.jdbc.internal.JdbcServicesInitiator;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Found by Hibernate through the service loader; not for applications. Puts tracing around the services that run
 * selects and mutations, and beside the one that begins and ends transactions. Sessions trace the connections that they
 * get; where they cannot, tracing is around the services that lend them, too.
 *
 * <p>Each service is wrapped on its own, so that one that does not fit this version of Hibernate leaves the others
 * traced. Nothing thrown here reaches Hibernate.
 *
 * @since 0.1.0
 */
public final class TracingServiceContributor implements ServiceContributor {

    /** Called by the service loader. */
    public TracingServiceContributor() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        if (ContainerInstallation.isAnnounced(builder.getSettings())) {
            return;
        }
        if (RegisteredInitiators.areElsewhere(builder)) {
            Guard.warnOnce(
                    "Hibernate's services are not its own to replace here, as in Quarkus: operations on entities are"
                            + " traced, queries and transactions are not, and statements where the DataSource or driver is traced."
                            + " For Quarkus there is orm-tracing-quarkus.");
            return;
        }
        attempt(() -> WrappingInitiator.installForPlainSessions(
                builder, ConnectionProviderInitiator.INSTANCE, TracedConnectionProvider::wrap));
        attempt(() -> WrappingInitiator.installForPlainSessions(
                builder, MultiTenantConnectionProviderInitiator.INSTANCE, TracedConnectionProvider::wrap));
        attempt(() -> WrappingInitiator.install(builder, JdbcServicesInitiator.INSTANCE, TracingServices::jdbc));
        attempt(() -> builder.addInitiator(new TransactionTracing.Initiator()));
        attempt(() -> seeCompilation(builder));
        attempt(() -> TracingSettings.decide(builder.getSettings()));
    }

    /** The setting takes the name of a class; what the application has set stays. */
    private static void seeCompilation(StandardServiceRegistryBuilder builder) {
        if (isPresent(CompileHooks.SQM_TRANSLATOR_FACTORY)) {
            builder.getSettings()
                    .putIfAbsent(QuerySettings.SEMANTIC_QUERY_TRANSLATOR, CompileHooks.SQM_TRANSLATOR_FACTORY);
        }
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, true, TracingServiceContributor.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static void attempt(Runnable installation) {
        try {
            installation.run();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }
}
