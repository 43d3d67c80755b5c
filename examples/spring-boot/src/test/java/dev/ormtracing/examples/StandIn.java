package dev.ormtracing.examples;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import io.opentelemetry.api.OpenTelemetry;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** Until the starter is there. */
@org.springframework.boot.autoconfigure.AutoConfiguration //(proxyBeanMethods = false)
public class StandIn {

    @Bean
    static BeanPostProcessor wiring(ObjectProvider<OpenTelemetry> openTelemetry) {
        return new BeanPostProcessor() {
            private OrmTracing tracing;

            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof LocalContainerEntityManagerFactoryBean factory) {
                    factory.getJpaPropertyMap().put("hibernate.orm_tracing.tracing", tracing());
                }
                return bean;
            }

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? TracingDataSource.wrap(source, tracing()) : bean;
            }

            private OrmTracing tracing() {
                if (tracing == null) {
                    OpenTelemetry bean = openTelemetry.getIfUnique();
                    tracing = bean == null ? OrmTracing.global() : OrmTracing.create(bean);
                }
                return tracing;
            }
        };
    }
}
