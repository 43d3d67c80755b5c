package dev.ormtracing.hibernate.internal.install;

import java.lang.reflect.Field;
import java.util.List;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.Service;
import org.jspecify.annotations.Nullable;

/** Which initiator a registry builder would use for a service. */
final class RegisteredInitiators {

    private RegisteredInitiators() {}

    /**
     * Whether the builder keeps none. Quarkus' own does not: it makes services while the application is built, and one
     * that is added there would be the one that runs, without the database that only the start brings.
     */
    static boolean areElsewhere(StandardServiceRegistryBuilder builder) {
        return of(builder) == null;
    }

    /**
     * The initiator that counts: the last one for the service. The application, or another contributor, may have put
     * its own in the place of Hibernate's, and the builder has no getter to ask. Where the field cannot be read, the
     * standard one.
     */
    @SuppressWarnings("unchecked")
    static <R extends Service> StandardServiceInitiator<R> lastOf(
            StandardServiceRegistryBuilder builder, StandardServiceInitiator<R> standard) {
        List<StandardServiceInitiator<?>> registered = of(builder);
        if (registered == null) {
            return standard;
        }
        StandardServiceInitiator<R> last = standard;
        for (StandardServiceInitiator<?> initiator : registered) {
            if (initiator.getServiceInitiated() == standard.getServiceInitiated()) {
                last = (StandardServiceInitiator<R>) initiator;
            }
        }
        return last;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable List<StandardServiceInitiator<?>> of(StandardServiceRegistryBuilder builder) {
        try {
            Field field = StandardServiceRegistryBuilder.class.getDeclaredField("initiators");
            field.setAccessible(true);
            return (List<StandardServiceInitiator<?>>) field.get(builder);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return List.of();
        }
    }
}
