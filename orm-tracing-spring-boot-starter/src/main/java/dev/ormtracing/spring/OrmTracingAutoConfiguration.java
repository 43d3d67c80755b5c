package dev.ormtracing.spring;

import dev.ormtracing.core.AttributesProvider;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Traces every DataSource, every JPA entity manager factory and every SessionFactory of a Spring Boot application with the one
 * {@link OrmTracing} bean: the application's own, or one with the settings {@code orm.tracing.*} and the application's
 * {@link OpenTelemetry} bean, or with the global one where there is none, or several and none of them is primary.
 *
 * <p>Registered by {@code META-INF/spring}; not for applications to use.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class OrmTracingAutoConfiguration implements BeanFactoryAware, EnvironmentAware {

    private static final String OPEN_TELEMETRY = "ormTracingOpenTelemetry";

    // Not parameters of the bean methods: looking for those would create FactoryBeans, and with them DataSources, too
    // early.
    @SuppressWarnings("NullAway.Init")
    private ListableBeanFactory beans;

    @SuppressWarnings("NullAway.Init")
    private Environment environment;

    OrmTracingAutoConfiguration() {}

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        beans = (ListableBeanFactory) beanFactory;
    }

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean
    OrmTracing ormTracing() {
        OrmTracing.Builder builder = OrmTracing.builder()
                .settings("orm.tracing."::concat, new TracingProperties(environment)::text)
                .openTelemetry(beans.getBean(OPEN_TELEMETRY, ApplicationOpenTelemetry.class));
        beans.getBeanProvider(AttributesProvider.class, false).orderedStream().forEach(builder::addAttributes);
        beans.getBeanProvider(OrmTracingCustomizer.class, false)
                .orderedStream()
                .forEach(customizer -> customize(builder, customizer));
        return builder.build();
    }

    private static void customize(OrmTracing.Builder builder, OrmTracingCustomizer customizer) {
        try {
            customizer.customize(builder);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Bean(OPEN_TELEMETRY)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ApplicationOpenTelemetry applicationOpenTelemetry() {
        return new ApplicationOpenTelemetry();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static DataSourceTracing dataSourceTracing() {
        return new DataSourceTracing();
    }

    /** Separate from {@link Jpa}: not every application with Hibernate has Spring's support for it. */
    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnClass(name = {"org.hibernate.SessionFactory", "jakarta.persistence.EntityManagerFactory"})
    static class Hibernate {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static SessionFactoryTracing sessionFactoryTracing() {
            return new SessionFactoryTracing();
        }
    }

    /** Separate, because not every application with a DataSource has Spring Data. */
    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnClass(name = "org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport")
    static class Repositories {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static RepositoryTracing repositoryTracing() {
            return new RepositoryTracing();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnClass(name = "org.springframework.transaction.ConfigurableTransactionManager")
    static class Transactions {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static TransactionNaming transactionNaming() {
            return new TransactionNaming();
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static RetryCounting retryCounting() {
            return new RetryCounting();
        }
    }

    /** Separate, because not every application with a DataSource has JPA. */
    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnClass(
            name = {
                "org.springframework.orm.jpa.AbstractEntityManagerFactoryBean",
                "jakarta.persistence.EntityManagerFactory"
            })
    static class Jpa {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static EntityManagerFactoryTracing entityManagerFactoryTracing() {
            return new EntityManagerFactoryTracing();
        }
    }
}
