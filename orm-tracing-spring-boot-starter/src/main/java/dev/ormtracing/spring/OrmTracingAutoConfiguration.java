package dev.ormtracing.spring;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.Guard;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Traces every DataSource and every JPA entity manager factory of a Spring Boot application with the one
 * {@link OrmTracing} bean: the application's own, or one with the settings {@code orm.tracing.*} and the application's
 * {@link OpenTelemetry} bean, or with the global one where there is none, or
 * several and none of them is primary.
 *
 * <p>Registered by {@code META-INF/spring}; not for applications to use.
 */
@AutoConfiguration
public class OrmTracingAutoConfiguration {

    OrmTracingAutoConfiguration() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static StartUp ormTracingStartUp() {
        return new StartUp();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean
    static OrmTracing ormTracing(
            Environment environment,
            StartUp startUp,
            ObjectProvider<OpenTelemetry> openTelemetry,
            ObjectProvider<OrmTracingCustomizer> customizers) {
        // The OpenTelemetry bean may need the DataSource, so it must not be made for the DataSource's sake.
        OrmTracing.Builder builder = OrmTracing.builder()
                .settings("orm.tracing."::concat, new TracingProperties(environment)::text)
                .openTelemetry(() -> startUp.after(openTelemetry::getIfUnique));
        customizers.orderedStream().forEach(customizer -> customize(builder, customizer));
        return builder.build();
    }

    private static void customize(OrmTracing.Builder builder, OrmTracingCustomizer customizer) {
        try {
            customizer.customize(builder);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DataSourceTracing dataSourceTracing(Environment environment, ObjectProvider<OrmTracing> tracing) {
        return new DataSourceTracing(environment, tracing);
    }

    /** Not every application that has a DataSource has JPA. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "org.springframework.orm.jpa.AbstractEntityManagerFactoryBean",
                "jakarta.persistence.EntityManagerFactory"
            })
    static class Jpa {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static EntityManagerFactoryTracing entityManagerFactoryTracing(
                Environment environment, ObjectProvider<OrmTracing> tracing) {
            return new EntityManagerFactoryTracing(environment, tracing);
        }
    }
}
