package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.hibernate.internal.service.CompileHooks;
import dev.ormtracing.hibernate.internal.service.TracedConnectionProvider;
import dev.ormtracing.hibernate.internal.subclass.SessionVariant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.connections.internal.MultiTenantConnectionProviderInitiator;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.internal.JdbcServicesInitiator;
import org.hibernate.internal.SessionFactoryImpl;
import org.jspecify.annotations.Nullable;

/**
 * Internal: for a container that makes Hibernate's services and session factories by itself, as Quarkus does. It adds
 * what Hibernate elsewhere finds by the service loader.
 */
public final class ContainerInstallation {

    /** A setting that is there, with any value, where a container is going to add these services. */
    public static final String SERVICES_FOLLOW = "hibernate.orm_tracing.services_follow";

    private ContainerInstallation() {}

    static boolean isAnnounced(Map<String, Object> settings) {
        return settings.containsKey(SERVICES_FOLLOW);
    }

    /**
     * What the settings of a session factory have to say.
     *
     * @param subclasses whether the container builds it by {@link #build}
     * @param compilation whether the application has left the translation of queries to Hibernate
     */
    public static void settings(
            OrmTracing tracing, boolean subclasses, boolean compilation, BiConsumer<String, Object> settings) {
        settings.accept(OrmTracingSettings.TRACING, tracing);
        settings.accept(OrmTracingSettings.SESSION_SUBCLASS, subclasses);
        if (compilation) {
            settings.accept(QuerySettings.SEMANTIC_QUERY_TRANSLATOR, CompileHooks.SQM_TRANSLATOR_FACTORY);
        }
    }

    /** The services to add after all others, around those that would be made without. */
    public static List<StandardServiceInitiator<?>> initiators(
            StandardServiceInitiator<ConnectionProvider> connections) {
        return List.of(
                WrappingInitiator.forPlainSessions(connections, TracedConnectionProvider::wrap),
                WrappingInitiator.forPlainSessions(
                        MultiTenantConnectionProviderInitiator.INSTANCE, TracedConnectionProvider::wrap),
                WrappingInitiator.around(JdbcServicesInitiator.INSTANCE, TracingServices::jdbc),
                new TransactionTracing.Initiator());
    }

    /** In the place of the constructor: a factory whose sessions are traced, or Hibernate's own where that cannot be. */
    public static SessionFactoryImpl build(
            MetadataImplementor metadata, SessionFactoryOptions options, BootstrapContext context) {
        SessionVariant variant = variant(options);
        if (variant != null) {
            try {
                return (SessionFactoryImpl) variant.build(metadata, options, context);
            } catch (LinkageError e) {
                Guard.report(e);
            }
        }
        return new SessionFactoryImpl(metadata, options, context);
    }

    private static @Nullable SessionVariant variant(SessionFactoryOptions options) {
        try {
            Map<String, Object> settings = options.getServiceRegistry()
                    .requireService(ConfigurationService.class)
                    .getSettings();
            return TracingSettings.isEnabled(settings) && TracingSettings.allowsSessionSubclass(settings)
                    ? SessionVariant.find()
                    : null;
        } catch (ReflectiveOperationException | LinkageError e) {
            Guard.warnOnce("This version of Hibernate has other session classes than the ones known: " + e
                    + ". Operations are traced by what Hibernate does, not by what is called.");
            return null;
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }
}
