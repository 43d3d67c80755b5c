package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.service.Service;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The database that a pool is configured for, which its first {@code connect} is called after. Only Hibernate's own
 * providers are known to do what the settings say: one of the application's is asked nothing, nor is one of many tenants'.
 * No method throws.
 */
public final class ConfiguredPool {

    private static final String HIBERNATE = "org.hibernate.";

    /** Those of the providers that take the application's DataSource; the others make one of the settings. */
    private static final String WITH_DATA_SOURCE = "org.hibernate.engine.jdbc.connections.";

    private static final List<String> URLS =
            List.of(AvailableSettings.JAKARTA_JDBC_URL, "javax.persistence.jdbc.url", "hibernate.connection.url");

    private ConfiguredPool() {}

    /** Says which it is, if nothing is known by which the pool could be called. */
    public static void tell(SessionFactoryImplementor factory, ConnectionTracing connections) {
        if (connections.isNameless()) {
            tell(() -> providerOf(factory), factory.getServiceRegistry(), connections);
        }
    }

    /** Says which that provider's is, if nothing is known by which the pool could be called. */
    public static void tell(Service provider, @Nullable ServiceRegistry registry, ConnectionTracing connections) {
        if (connections.isNameless()) {
            tell(() -> provider, registry, connections);
        }
    }

    /**
     * The factory's provider has lent a connection, or has failed to, while there are metrics.
     *
     * @param failure null if it has lent one
     */
    public static void lends(
            SessionFactoryImplementor factory, ConnectionTracing connections, @Nullable Throwable failure) {
        try {
            lends(providerOf(factory), connections, failure);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** {@link #lends} of that provider. */
    public static void lends(@Nullable Service service, ConnectionTracing connections, @Nullable Throwable failure) {
        try {
            DataSource pool = poolOf(service);
            if (pool == null) {
                return;
            }
            if (failure == null) {
                connections.lentBy(pool);
            } else {
                connections.notLentBy(pool, failure);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** The DataSource that one of Hibernate's own providers lends from, if it says so. */
    private static @Nullable DataSource poolOf(@Nullable Service service) {
        return service instanceof ConnectionProvider provider
                        && provider.getClass().getName().startsWith(HIBERNATE)
                        && provider.isUnwrappableAs(DataSource.class)
                ? provider.unwrap(DataSource.class)
                : null;
    }

    private static @Nullable Service providerOf(SessionFactoryImplementor factory) {
        return factory.getSessionFactoryOptions().isMultiTenancyEnabled()
                ? null
                : factory.getServiceRegistry().getService(ConnectionProvider.class);
    }

    private static void tell(
            Supplier<@Nullable Service> provider, @Nullable ServiceRegistry registry, ConnectionTracing connections) {
        try {
            expect(provider.get(), registry, connections);
        } catch (Throwable e) {
            Guard.report(e);
            connections.expect((String) null);
        }
    }

    private static void expect(
            @Nullable Service service, @Nullable ServiceRegistry registry, ConnectionTracing connections) {
        String name = service == null ? "" : service.getClass().getName();
        if (!(service instanceof ConnectionProvider provider) || !name.startsWith(HIBERNATE)) {
            connections.expect((String) null);
        } else if (name.startsWith(WITH_DATA_SOURCE) && provider.isUnwrappableAs(DataSource.class)) {
            connections.expect(provider.unwrap(DataSource.class));
        } else {
            connections.expect(url(registry));
        }
    }

    /** The URL among the settings, or null. */
    public static @Nullable String url(@Nullable ServiceRegistry registry) {
        ConfigurationService settings = registry == null ? null : registry.getService(ConfigurationService.class);
        if (settings != null) {
            for (String key : URLS) {
                if (settings.getSettings().get(key) instanceof String url) {
                    return url;
                }
            }
        }
        return null;
    }
}
