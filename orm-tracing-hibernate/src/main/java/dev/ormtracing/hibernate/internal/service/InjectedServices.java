package dev.ormtracing.hibernate.internal.service;

import java.lang.reflect.Method;
import org.hibernate.service.Service;
import org.hibernate.service.internal.ServiceDependencyException;
import org.hibernate.service.spi.InjectService;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;

/**
 * Gives a service that is behind a wrapper what it asks for. Hibernate looks for {@link InjectService} on the class of
 * the registered service, which is the wrapper's.
 */
final class InjectedServices {

    private InjectedServices() {}

    /** Injects what Hibernate injects into a service that it has registered itself, in its order. */
    static void inject(Service service, ServiceRegistryImplementor registry) {
        for (Method method : service.getClass().getMethods()) {
            InjectService annotation = method.getAnnotation(InjectService.class);
            if (annotation != null && method.getParameterCount() == 1) {
                inject(service, registry, method, annotation);
            }
        }
        if (service instanceof ServiceRegistryAwareService aware) {
            aware.injectServices(registry);
        }
    }

    private static void inject(
            Service service, ServiceRegistryImplementor registry, Method method, InjectService annotation) {
        Class<? extends Service> role = roleOf(method, annotation);
        Service needed = registry.getService(role);
        if (needed == null) {
            if (annotation.required()) {
                throw new ServiceDependencyException(
                        "Dependency [" + role + "] declared by service [" + service + "] not found");
            }
            return;
        }
        try {
            method.invoke(service, needed);
        } catch (Exception e) {
            throw new ServiceDependencyException("Cannot inject dependency service", e);
        }
    }

    private static Class<? extends Service> roleOf(Method method, InjectService annotation) {
        Class<?> declared = annotation.serviceRole();
        Class<?> role = declared == null || declared == Void.class || declared == Service.class
                ? method.getParameterTypes()[0]
                : declared;
        return role.asSubclass(Service.class);
    }
}
