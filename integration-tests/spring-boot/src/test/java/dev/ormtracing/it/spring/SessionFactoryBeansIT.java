package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Pet;
import dev.ormtracing.it.spring.boot.SpringsSessionFactories;
import jakarta.annotation.PreDestroy;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

/** However an application of Spring comes to a SessionFactory, it is traced with the application's OpenTelemetry. */
@ExtendWith(OutputCaptureExtension.class)
class SessionFactoryBeansIT {

    private static final String FIND = """
            operation Owner.find
              serialize
              connect
              db_query CLIENT select owners
              hydrate
            """;

    @ParameterizedTest
    @ValueSource(
            classes = {
                OfSpringsFactoryBean.class,
                OfSpringsBuilder.class,
                OfHibernatesConfiguration.class,
                OfADatabaseOfItsOwn.class,
                OfPersistence.class,
                OfSeveralUnits.class,
                InsideAComponent.class
            })
    void operation_isTraced(Class<?> application, CapturedOutput output) {
        try (ConfigurableApplicationContext context = start(application)) {
            Recorded recorded = context.getBean(Recorded.class);
            Stream<EntityManagerFactory> factories = application == InsideAComponent.class
                    ? Stream.of(context.getBean(Repository.class).sessions)
                    : context.getBeanProvider(EntityManagerFactory.class).stream();
            assertThat(factories.map(factory -> factory.unwrap(SessionFactory.class)))
                    .isNotEmpty()
                    .allSatisfy(sessions -> {
                        recorded.clear();
                        sessions.inSession(session -> session.find(Owner.class, 1L));
                        recorded.expect(FIND);
                    });
        }
        assertThat(output).doesNotContain("is not traced");
    }

    @Test
    void lazyBean_isTracedWithItsOwnApplicationsOpenTelemetry() {
        try (ConfigurableApplicationContext first = start(OfALazyBean.class);
                ConfigurableApplicationContext second = start(OfALazyBean.class)) {
            SessionFactory sessions = first.getBean(SessionFactory.class);
            first.getBean(Recorded.class).clear();

            sessions.inSession(session -> session.find(Owner.class, 1L));

            first.getBean(Recorded.class).expect(FIND);
            second.getBean(Recorded.class).expect("");
        }
    }

    @Test
    void switchedOff_isHibernatesOwn() {
        try (ConfigurableApplicationContext context =
                start(OfHibernatesConfiguration.class, "--orm.tracing.enabled=off")) {
            context.getBean(SessionFactory.class)
                    .inSession(
                            session -> assertThat(session.getClass().getName()).startsWith("org.hibernate."));
        }
    }

    private static ConfigurableApplicationContext start(Class<?> application, String... more) {
        return new SpringApplicationBuilder(application, HandMadeSdk.class)
                .web(WebApplicationType.NONE)
                .properties("spring.data.jpa.repositories.enabled=false", "spring.datasource.generate-unique-name=true")
                .run(more);
    }

    private static SessionFactory sessions(Map<String, Object> settings) {
        org.hibernate.cfg.Configuration configuration = new org.hibernate.cfg.Configuration()
                .addAnnotatedClass(Owner.class)
                .addAnnotatedClass(Pet.class);
        configuration.setProperty("hibernate.hbm2ddl.auto", "create-drop");
        configuration.getProperties().putAll(settings);
        return configuration.buildSessionFactory();
    }

    private static String url() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class OfSpringsFactoryBean {

        @Bean
        static FactoryBean<SessionFactory> sessions(DataSource source) {
            return SpringsSessionFactories.factoryBean(source, Owner.class, Pet.class);
        }
    }

    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class OfSpringsBuilder {

        @Bean
        static SessionFactory sessions(DataSource source) {
            return SpringsSessionFactories.built(source, Owner.class, Pet.class);
        }
    }

    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class OfHibernatesConfiguration {

        @Bean
        static SessionFactory sessions(DataSource source) {
            return SessionFactoryBeansIT.sessions(Map.of("hibernate.connection.datasource", source));
        }
    }

    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class OfADatabaseOfItsOwn {

        @Bean
        static SessionFactory sessions() {
            return SessionFactoryBeansIT.sessions(Map.of("hibernate.connection.url", url()));
        }
    }

    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class OfALazyBean {

        @Bean
        @Lazy
        static SessionFactory sessions() {
            return SessionFactoryBeansIT.sessions(Map.of("hibernate.connection.url", url()));
        }
    }

    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class OfPersistence {

        @Bean
        static EntityManagerFactory entities() {
            return Persistence.createEntityManagerFactory("clinic");
        }
    }

    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    static class OfSeveralUnits {

        @Bean
        @Primary
        static EntityManagerFactory clinic() {
            return Persistence.createEntityManagerFactory("clinic");
        }

        @Bean
        static EntityManagerFactory archive() {
            return Persistence.createEntityManagerFactory("archive");
        }
    }

    @EnableAutoConfiguration
    @Configuration(proxyBeanMethods = false)
    @Import(Repository.class)
    static class InsideAComponent {}

    /** Keeps its SessionFactory to itself. */
    static class Repository {

        private final SessionFactory sessions = sessions(Map.of("hibernate.connection.url", url()));

        @PreDestroy
        void close() {
            sessions.close();
        }
    }
}
