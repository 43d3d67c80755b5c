package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.hibernate.OrmTracingStatementInspector;
import dev.ormtracing.hibernate.internal.inspection.Inspection;
import dev.ormtracing.hibernate.internal.inspection.InspectorOfFactory;
import dev.ormtracing.hibernate.internal.service.TracedConnectionProvider;
import dev.ormtracing.hibernate.internal.session.ConfiguredPool;
import dev.ormtracing.jdbc.internal.database.DatabaseSystem;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.boot.internal.SessionFactoryOptionsBuilder;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * Puts an inspector of statements into the session factories that ask for it, and, behind the application's own, into those
 * whose connections nothing of ours traces, as in Quarkus. Sessions take the inspector that the factory's options have while
 * integrators run, when Hibernate has already found the application's, however that was set.
 */
final class StatementInspectors {

    private static final String DIALECT = "DIALECT";

    private final SessionFactoryImplementor factory;
    private final Map<String, Object> settings;

    private StatementInspectors(SessionFactoryImplementor factory) {
        this.factory = factory;
        this.settings = factory.getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings();
    }

    static void install(SessionFactoryImplementor factory) {
        if (factory.getSessionFactoryOptions() instanceof SessionFactoryOptionsBuilder options) {
            new StatementInspectors(factory).install(options);
        }
    }

    private void install(SessionFactoryOptionsBuilder options) {
        StatementInspector known = options.getStatementInspector();
        if (known instanceof OrmTracingStatementInspector) {
            options.applyStatementInspector(inspector(null));
        } else if (!(known instanceof InspectorOfFactory) && isUntracedBelow()) {
            options.applyStatementInspector(inspector(known));
        }
    }

    private InspectorOfFactory inspector(@Nullable StatementInspector first) {
        return new InspectorOfFactory(
                first,
                factory.getSessionFactoryOptions().getUuid(),
                new Inspection(TracingSettings.ofInspector(settings), system(), this::areConnectionsTraced));
    }

    /** Whether the factory is to be traced, and its connections are not: neither by its sessions nor by the services. */
    private boolean isUntracedBelow() {
        return TracingSettings.isEnabled(settings)
                && !SessionSubclasses.areOf(factory)
                && TransactionTracing.tracedIn(factory.getServiceRegistry().getParentServiceRegistry()) == null;
    }

    /** Whether connections are traced, as far as that can be told without one. */
    private boolean areConnectionsTraced() {
        if (TracingSettings.isEnabled(settings) && SessionSubclasses.areOf(factory)) {
            return true;
        }
        Class<? extends Service> role = factory.getSessionFactoryOptions().isMultiTenancyEnabled()
                ? MultiTenantConnectionProvider.class
                : ConnectionProvider.class;
        Service provider = factory.getServiceRegistry().getService(role);
        if (TracedConnectionProvider.isTraced(provider)) {
            return true;
        }
        DataSource source = provider instanceof ConnectionProvider single ? sourceOf(single) : null;
        return source == null
                ? ConnectionTracing.isTracedUrl(ConfiguredPool.url(factory.getServiceRegistry()))
                : ConnectionTracing.lendsTraced(source);
    }

    /** Only those of frameworks are known to answer without doing anything. */
    private static @Nullable DataSource sourceOf(ConnectionProvider provider) {
        String name = provider.getClass().getName();
        return (name.startsWith("org.hibernate.") || name.startsWith("io.quarkus."))
                        && provider.isUnwrappableAs(DataSource.class)
                ? provider.unwrap(DataSource.class)
                : null;
    }

    /** Whose SQL it is, by the name of the dialect or of one that it descends from. */
    private DatabaseSystem system() {
        Class<?> type = factory.getJdbcServices().getDialect().getClass();
        while (type != null) {
            String name = type.getSimpleName().toUpperCase(Locale.ROOT);
            for (DatabaseSystem system : DatabaseSystem.values()) {
                if (name.equals(system.name().replace("_", "") + DIALECT)) {
                    return system;
                }
            }
            type = type.getSuperclass();
        }
        return DatabaseSystem.OTHER;
    }
}
