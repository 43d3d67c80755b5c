package dev.ormtracing.spring;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.OrmTracingSettings;
import java.util.Map;
import org.springframework.core.PriorityOrdered;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Tells Hibernate, before it boots, to trace with the same {@link OrmTracing} as the DataSources, so that one tree holds
 * both. What the application has set itself stays. This is a post-processor, since Spring Boot's customizer for Hibernate
 * has moved between versions and does not reach the factories that applications create by hand.
 */
final class EntityManagerFactoryTracing extends TracingPostProcessor implements PriorityOrdered {

    /** Ready before the factories that other post-processors create early; not proxied, which would create aspects early. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof AbstractEntityManagerFactoryBean factory) {
            try {
                configure(factory.getJpaPropertyMap());
            } catch (Throwable e) {
                Guard.report(e);
            }
        }
        return bean;
    }

    private void configure(Map<String, Object> properties) {
        if (isOn()) {
            properties.putIfAbsent(OrmTracingSettings.TRACING, tracing());
        } else {
            properties.putIfAbsent(OrmTracingSettings.ENABLED, false);
        }
    }
}
