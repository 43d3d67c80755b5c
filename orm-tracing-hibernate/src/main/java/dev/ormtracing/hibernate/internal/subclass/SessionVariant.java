package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.hibernate.internal.query.TracedQuery;
import dev.ormtracing.hibernate.internal.session.HibernateLine;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** The session classes that fit the Hibernate on the class path: those for 6.6, for 7.0 and 7.1, for 7.2 to 7.4, or for 8.0. */
public final class SessionVariant {

    private static final List<String> QUERIES =
            List.of("SelectionQueryOverrides", "NativeQueryOverrides", "ProcedureCallOverrides");

    private final MethodHandle constructor;

    private SessionVariant(MethodHandle constructor) {
        this.constructor = constructor;
    }

    /**
     * The variant for the Hibernate that is there. All its classes are loaded, so that one that does not fit shows
     * before it is needed.
     */
    public static SessionVariant find() throws ReflectiveOperationException {
        load(SessionVariant.class, "TracedSession");
        load(SessionVariant.class, "TracedStatelessSession");
        for (String query : QUERIES) {
            load(TracedQuery.class, query);
        }
        load(TracedQuery.class, HibernateLine.suffix().equals("80") ? "MutationQueryOverrides" : "SqmQueryOverrides");
        Class<?> factory = load(SessionVariant.class, "TracedSessionFactory");
        return new SessionVariant(MethodHandles.lookup()
                .findConstructor(
                        factory,
                        MethodType.methodType(
                                void.class,
                                MetadataImplementor.class,
                                SessionFactoryOptions.class,
                                BootstrapContext.class)));
    }

    /** The class that fits, beside another one. */
    private static Class<?> load(Class<?> neighbour, String name) throws ClassNotFoundException {
        return Class.forName(
                neighbour.getPackageName() + "." + name + HibernateLine.suffix(), true, neighbour.getClassLoader());
    }

    /** A factory whose sessions are traced. Throws what Hibernate's own would. */
    public SessionFactoryImplementor build(
            MetadataImplementor metadata, SessionFactoryOptions options, BootstrapContext context) {
        try {
            return (SessionFactoryImplementor) constructor.invoke(metadata, options, context);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
