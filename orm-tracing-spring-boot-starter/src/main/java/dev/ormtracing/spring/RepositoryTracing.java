package dev.ormtracing.spring;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.Caller;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;

/** Has every repository of Spring Data tell which of its methods is running, by an advice of its proxy. */
final class RepositoryTracing extends TracingPostProcessor implements Ordered {

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> repository) {
            try {
                customize(repository);
            } catch (Throwable e) {
                Guard.report(e);
            }
        }
        return bean;
    }

    private void customize(RepositoryFactoryBeanSupport<?, ?, ?> repository) {
        if (isOn()) {
            Caller.namesRepositories = true;
            repository.addRepositoryFactoryCustomizer(factory -> factory.addRepositoryProxyPostProcessor(
                    (proxy, information) -> proxy.addAdvice(new Naming(information.getRepositoryInterface()))));
        }
    }

    /** The methods of one repository, each named once. */
    private static final class Naming implements MethodInterceptor {

        private final Map<Method, Caller> known = new ConcurrentHashMap<>();
        private final String repository;

        Naming(Class<?> repository) {
            this.repository = repository.getSimpleName();
        }

        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            Caller before = Caller.enter(name(invocation.getMethod()));
            try {
                return invocation.proceed();
            } finally {
                Caller.enter(before);
            }
        }

        private Caller name(Method method) {
            Caller name = known.get(method);
            if (name == null) {
                name = Caller.ofRepository(repository + "." + method.getName());
                known.put(method, name);
            }
            return name;
        }
    }
}
