package dev.ormtracing.hibernate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** The session classes that fit the Hibernate on the class path: those for 6.6, for 7.0 and 7.1, or for 7.2 and later. */
final class SessionVariant {

    private static final String PACKAGE = "dev.ormtracing.hibernate.";

    private static final List<String> QUERIES =
            List.of("SqmQueryOverrides", "SelectionQueryOverrides", "NativeQueryOverrides", "ProcedureCallOverrides");

    private final MethodHandle constructor;

    private SessionVariant(MethodHandle constructor) {
        this.constructor = constructor;
    }

    /**
     * The variant for the Hibernate that is there. All its classes are loaded, so that one that does not fit shows
     * before it is needed.
     */
    static SessionVariant find() throws ReflectiveOperationException {
        String suffix = suffix();
        ClassLoader loader = SessionVariant.class.getClassLoader();
        Class.forName(PACKAGE + "TracedSession" + suffix, true, loader);
        Class.forName(PACKAGE + "TracedStatelessSession" + suffix, true, loader);
        for (String query : QUERIES) {
            Class.forName(PACKAGE + query + suffix, true, loader);
        }
        Class<?> factory = Class.forName(PACKAGE + "TracedSessionFactory" + suffix, true, loader);
        return new SessionVariant(MethodHandles.lookup()
                .findConstructor(
                        factory,
                        MethodType.methodType(
                                void.class,
                                MetadataImplementor.class,
                                SessionFactoryOptions.class,
                                BootstrapContext.class)));
    }

    /** A class of which there is one before Hibernate 7.2 and one from that on. */
    static Class<?> load(String name) throws ClassNotFoundException {
        String suffix = suffix().equals("72") ? "72" : "66";
        return Class.forName(PACKAGE + name + suffix, true, SessionVariant.class.getClassLoader());
    }

    /** A factory whose sessions are traced. Throws what Hibernate's own would. */
    SessionFactoryImplementor build(
            MetadataImplementor metadata, SessionFactoryOptions options, BootstrapContext context) {
        try {
            return (SessionFactoryImplementor) constructor.invoke(metadata, options, context);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String suffix() {
        if (isPresent("org.hibernate.engine.creation.internal.SessionBuilderImpl")) {
            return "72";
        }
        return isPresent("org.hibernate.event.monitor.spi.EventMonitor") ? "71" : "66";
    }

    private static boolean isPresent(String className) {
        return find(className) != null;
    }

    private static @Nullable Class<?> find(String className) {
        try {
            return Class.forName(className, false, SessionFactoryImplementor.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError absent) {
            return null;
        }
    }
}
