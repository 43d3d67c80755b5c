package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.service.Service;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/** Lets the original initiator make the service, and puts tracing around what it has made. */
final class WrappingInitiator<R extends Service> implements StandardServiceInitiator<R> {

    private final StandardServiceInitiator<R> original;
    private final BiFunction<R, OrmTracing, R> wrapping;
    private final BiPredicate<Map<String, Object>, ServiceRegistry> condition;

    private WrappingInitiator(
            StandardServiceInitiator<R> original,
            BiFunction<R, OrmTracing, R> wrapping,
            BiPredicate<Map<String, Object>, ServiceRegistry> condition) {
        this.original = original;
        this.wrapping = wrapping;
        this.condition = condition;
    }

    /** Around a service that lends connections, where sessions do not trace those that they get. */
    static <R extends Service> void installForPlainSessions(
            StandardServiceRegistryBuilder builder,
            StandardServiceInitiator<R> standard,
            BiFunction<R, OrmTracing, R> wrapping) {
        install(builder, forPlainSessions(RegisteredInitiators.lastOf(builder, standard), wrapping));
    }

    static <R extends Service> void install(
            StandardServiceRegistryBuilder builder,
            StandardServiceInitiator<R> standard,
            BiFunction<R, OrmTracing, R> wrapping) {
        install(builder, around(RegisteredInitiators.lastOf(builder, standard), wrapping));
    }

    private static void install(StandardServiceRegistryBuilder builder, WrappingInitiator<?> initiator) {
        if (!(initiator.original instanceof WrappingInitiator)) {
            builder.addInitiator(initiator);
        }
    }

    static <R extends Service> WrappingInitiator<R> forPlainSessions(
            StandardServiceInitiator<R> original, BiFunction<R, OrmTracing, R> wrapping) {
        return new WrappingInitiator<>(
                original, wrapping, (settings, registry) -> !SessionSubclasses.areExpected(settings, registry));
    }

    static <R extends Service> WrappingInitiator<R> around(
            StandardServiceInitiator<R> original, BiFunction<R, OrmTracing, R> wrapping) {
        return new WrappingInitiator<>(original, wrapping, (settings, registry) -> true);
    }

    @Override
    public Class<R> getServiceInitiated() {
        return original.getServiceInitiated();
    }

    @Override
    public @Nullable R initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
        R service = original.initiateService(settings, registry);
        if (service == null || !TracingSettings.isEnabled(settings)) {
            return service;
        }
        try {
            return condition.test(settings, registry)
                    ? wrapping.apply(service, TracingSettings.tracing(settings))
                    : service;
        } catch (Throwable e) {
            Guard.report(e);
            return service;
        }
    }
}
