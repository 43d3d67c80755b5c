package dev.ormtracing.spring;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.ApplicationTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.OrmTracingSettings;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.core.PriorityOrdered;

/**
 * Lets the SessionFactories that are built while beans are created trace with the application's {@link OrmTracing}, however
 * they are built: by {@code LocalSessionFactoryBean} and its builder, by Hibernate's {@code Configuration}, by
 * {@code Persistence}. They ask for it, since nobody can reach them before they boot. So this sets, before each bean, for
 * which application the thread works.
 */
final class SessionFactoryTracing extends TracingPostProcessor
        implements InstantiationAwareBeanPostProcessor, InitializingBean, DisposableBean, PriorityOrdered {

    private final ApplicationTracing application = new ApplicationTracing(this::tracingOrNull);

    /** Ready before the beans that other post-processors need. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void afterPropertiesSet() {
        application.start();
    }

    @Override
    public void destroy() {
        application.stop();
    }

    @Override
    public @Nullable Object postProcessBeforeInstantiation(Class<?> beanClass, String beanName) {
        application.onThisThread();
        return null;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof EntityManagerFactory factory && isOn()) {
            try {
                warnIfUntraced(factory, beanName);
            } catch (Throwable e) {
                Guard.report(e);
            }
        }
        return bean;
    }

    private static void warnIfUntraced(EntityManagerFactory factory, String beanName) {
        if (factory.getProperties().get(OrmTracingSettings.TRACING) instanceof OrmTracing) {
            return;
        }
        Guard.warnOnce("The SessionFactory of the bean '" + beanName + "' is not traced with the application's"
                + " OpenTelemetry: it was built before the bean was made, or not by Hibernate. Build it in the method of"
                + " the bean, or set " + OrmTracingSettings.TRACING + ".");
    }

    private @Nullable OrmTracing tracingOrNull() {
        return isOn() ? tracing() : null;
    }
}
