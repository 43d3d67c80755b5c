package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.subclass.SessionVariant;
import java.util.Map;
import org.hibernate.boot.SessionFactoryBuilder;
import org.hibernate.boot.internal.MetadataImpl;
import org.hibernate.boot.internal.SessionFactoryBuilderImpl;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryBuilderFactory;
import org.hibernate.boot.spi.SessionFactoryBuilderImplementor;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.jspecify.annotations.Nullable;

/**
 * Found by Hibernate through the service loader; not for applications. Builds session factories whose sessions show
 * what the application calls. Where that cannot be, it stands back, and what Hibernate does is traced all the same.
 *
 * @since 0.1.0
 */
public final class TracingSessionFactoryBuilderFactory implements SessionFactoryBuilderFactory {

    private static final String LESS = " Operations are traced by what Hibernate does, not by what is called.";

    /** What shows only when the provider of connections has been made. */
    private static final String UNTRACED_CONNECTIONS = " Statements are traced where the DataSource or driver is.";

    /** Called by the service loader. */
    public TracingSessionFactoryBuilderFactory() {}

    @Override
    public @Nullable SessionFactoryBuilder getSessionFactoryBuilder(
            MetadataImplementor metadata, SessionFactoryBuilderImplementor defaultBuilder) {
        try {
            StandardServiceRegistry registry =
                    metadata.getMetadataBuildingOptions().getServiceRegistry();
            Map<String, Object> settings =
                    registry.requireService(ConfigurationService.class).getSettings();
            if (!TracingSettings.isEnabled(settings) || !TracingSettings.allowsSessionSubclass(settings)) {
                return null;
            }
            String obstacle = obstacle(registry, metadata, defaultBuilder);
            if (obstacle != null) {
                Guard.warnOnce(obstacle + LESS);
                return null;
            }
            return TracedSessionFactoryBuilder.around(defaultBuilder, (MetadataImpl) metadata, SessionVariant.find());
        } catch (ReflectiveOperationException | LinkageError e) {
            Guard.warnOnce(
                    "This version of Hibernate has other session classes than the ones known: " + e + "." + LESS);
            return null;
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private static @Nullable String obstacle(
            StandardServiceRegistry registry, MetadataImplementor metadata, SessionFactoryBuilder defaultBuilder) {
        String otherBuilder = SessionSubclasses.otherBuilder(registry);
        if (otherBuilder != null) {
            return otherBuilder;
        }
        if (!(metadata instanceof MetadataImpl)) {
            return "The metadata is a " + metadata.getClass().getName() + "." + UNTRACED_CONNECTIONS;
        }
        return defaultBuilder.getClass() == SessionFactoryBuilderImpl.class
                ? null
                : "Session factories are built by " + defaultBuilder.getClass().getName() + "." + UNTRACED_CONNECTIONS;
    }
}
