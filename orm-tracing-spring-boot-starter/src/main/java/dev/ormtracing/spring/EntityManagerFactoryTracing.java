package dev.ormtracing.spring;

import dev.ormtracing.core.internal.Guard;
import dev.ormtracing.hibernate.OrmTracingSettings;
import java.util.Map;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Tells Hibernate, before it boots, to trace with the same {@link OrmTracing} as the DataSources, so that one tree holds
 * both. What the application has set itself stays. A post-processor, since Hibernate's customizer of Spring Boot has moved
 * from one line to the next and does not reach the factories that applications make by hand.
 */
final class EntityManagerFactoryTracing extends TracingPostProcessor {

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
