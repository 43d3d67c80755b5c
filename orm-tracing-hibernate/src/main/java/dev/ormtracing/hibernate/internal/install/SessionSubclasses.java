package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.hibernate.internal.subclass.SessionVariant;
import java.util.Map;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.boot.spi.SessionFactoryBuilderFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/** Whether sessions are subclasses of ours, as far as that shows before Hibernate has read its mappings. */
final class SessionSubclasses {

    private SessionSubclasses() {}

    /**
     * Whether they are going to be: then they trace the connections that they get, and nothing stands before the
     * application's provider.
     */
    static boolean areExpected(Map<String, Object> settings, ServiceRegistry registry) {
        if (!TracingSettings.allowsSessionSubclass(settings) || otherBuilder(registry) != null) {
            return false;
        }
        try {
            SessionVariant.find();
            return true;
        } catch (ReflectiveOperationException | LinkageError unknownHibernate) {
            return false;
        }
    }

    /** Whether the sessions of that factory are. */
    static boolean areOf(SessionFactoryImplementor factory) {
        return factory.getClass().getPackageName().equals(SessionVariant.class.getPackageName());
    }

    /** Hibernate does not start with two active factories of session factory builders. */
    static @Nullable String otherBuilder(ServiceRegistry registry) {
        for (SessionFactoryBuilderFactory other : registry.requireService(ClassLoaderService.class)
                .loadJavaServices(SessionFactoryBuilderFactory.class)) {
            if (!(other instanceof TracingSessionFactoryBuilderFactory)) {
                return "Session factories are built by " + other.getClass().getName() + ".";
            }
        }
        return null;
    }
}
