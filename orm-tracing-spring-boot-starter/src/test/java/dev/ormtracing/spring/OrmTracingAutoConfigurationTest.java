package dev.ormtracing.spring;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

class OrmTracingAutoConfigurationTest {

    private static final String ONE_QUERY = """
            connect
            db_query CLIENT select
            """;

    @RegisterExtension
    final OrmTracingExtension tracing = OrmTracingExtension.builder()
            .recorder(spans -> spans.spanNamePrefix("orm:client:", "my:"))
            .build();

    private final ApplicationContextRunner jdbc = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(OrmTracingAutoConfiguration.class, DataSourceAutoConfiguration.class))
            .withPropertyValues("spring.datasource.generate-unique-name=true");

    private final ApplicationContextRunner jpa =
            jdbc.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class));

    @Test
    void dataSource_isTracedWithTheApplicationsOpenTelemetry() {
        traced(jdbc).run(context -> {
            select(context.getBean(DataSource.class));

            assertThatTraces(tracing.traces()).matchesTree(ONE_QUERY);
        });
    }

    @Test
    void connect_tellsTheNameOfTheBean() {
        traced(jdbc).run(context -> {
            context.getBean(DataSource.class).getConnection().close();

            assertThatTraces(tracing.traces())
                    .inFormat(TreeFormat.standard().withAttributes("db.client.connection.pool.name"))
                    .matchesTree("connect db.client.connection.pool.name=dataSource\n");
        });
    }

    @Test
    void entityManager_isTracedWithTheSame() {
        traced(jpa).run(context -> {
            EntityManagerFactory factory = context.getBean(EntityManagerFactory.class);
            assertThat(factory.getProperties())
                    .containsEntry(OrmTracingSettings.TRACING, context.getBean(OrmTracing.class));
            tracing.traces().clear();

            try (EntityManager entities = factory.createEntityManager()) {
                entities.createNativeQuery("select 1").getResultList();
            }

            assertThatTraces(tracing.traces()).matchesTree("""
                    operation getResultList
                      serialize
                      connect
                      db_query CLIENT select
                      hydrate
                    """);
        });
    }

    @Test
    void withoutOpenTelemetryBean_theGlobalOneIsUsed() {
        jdbc.run(context -> {
            select(context.getBean(DataSource.class));

            assertThat(context).hasSingleBean(OrmTracing.class);
            assertThatTraces(tracing.traces()).isEmpty();
        });
    }

    @Test
    void openTelemetryThatNeedsTheDataSource_isNoCircle() {
        jdbc.withBean(SpansInDatabase.class, () -> new SpansInDatabase(tracing.openTelemetry()))
                .withUserConfiguration(ExporterThatNeedsTheDataSource.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    select(context.getBean(DataSource.class));

                    assertThatTraces(tracing.traces()).matchesTree(ONE_QUERY);
                });
    }

    @Test
    void applicationsOwnOrmTracing_wins() {
        OrmTracing own = OrmTracing.builder()
                .openTelemetry(tracing.openTelemetry())
                .spanNamePrefix("my:")
                .build();
        jdbc.withBean(OrmTracing.class, () -> own).run(context -> {
            assertThat(context).getBean(OrmTracing.class).isSameAs(own);
            select(context.getBean(DataSource.class));

            assertThat(tracing.traces().queries())
                    .singleElement()
                    .satisfies(query -> assertThat(query.span().getName()).isEqualTo("my:db_query"));
        });
    }

    @Test
    void properties_areSettings() {
        traced(jdbc).withPropertyValues("orm.tracing.span-name-prefix=my:").run(context -> {
            select(context.getBean(DataSource.class));

            assertThat(tracing.traces().queries())
                    .singleElement()
                    .satisfies(query -> assertThat(query.span().getName()).isEqualTo("my:db_query"));
        });
    }

    @Test
    void wrongValue_isIgnored() {
        traced(jdbc)
                .withPropertyValues("orm.tracing.enabled=perhaps", "orm.tracing.detail=none")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    select(context.getBean(DataSource.class));

                    assertThatTraces(tracing.traces()).matchesTree(ONE_QUERY);
                });
    }

    @Test
    void customizers_areCalledInTheirOrder_afterTheProperties() {
        traced(jdbc)
                .withPropertyValues("orm.tracing.span-name-prefix=property:")
                .withUserConfiguration(Customizers.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    select(context.getBean(DataSource.class));

                    assertThat(context.getBean(Customizers.class).called).containsExactly("first", "throws", "last");
                    assertThat(tracing.traces().queries())
                            .singleElement()
                            .satisfies(
                                    query -> assertThat(query.span().getName()).isEqualTo("my:db_query"));
                });
    }

    @Test
    void switchedOff_leavesEverythingAsItIs() {
        traced(jpa).withPropertyValues("orm.tracing.enabled=false").run(context -> {
            assertThat(context.getBean(DataSource.class)).isExactlyInstanceOf(HikariDataSource.class);
            assertThat(context.getBean(EntityManagerFactory.class).getProperties())
                    .containsEntry(OrmTracingSettings.ENABLED, false);
            select(context.getBean(DataSource.class));

            assertThatTraces(tracing.traces()).isEmpty();
        });
    }

    @Test
    void settingsOfHibernate_stay() {
        traced(jpa)
                .withPropertyValues("spring.jpa.properties.hibernate.orm_tracing.enabled=false")
                .run(context -> assertThat(
                                context.getBean(EntityManagerFactory.class).getProperties())
                        .containsEntry(OrmTracingSettings.ENABLED, "false"));
    }

    @Test
    void whatTheStartRuns_isNoSpan() {
        traced(jdbc).withUserConfiguration(Migration.class).run(context -> {
            assertThat(context.getBean("migration")).isEqualTo("done");

            assertThatTraces(tracing.traces()).isEmpty();
        });
    }

    @Test
    void factoriesMadeByHand_keepTheirDataSourceTraced() {
        traced(jdbc).withUserConfiguration(FactoryByHand.class).run(context -> {
            select(context.getBean(DataSource.class));

            assertThatTraces(tracing.traces()).matchesTree(ONE_QUERY);
            assertThat(context.getBean(EntityManagerFactory.class).getProperties())
                    .containsEntry(OrmTracingSettings.TRACING, context.getBean(OrmTracing.class));
        });
    }

    @Test
    void lists_mayBeWrittenAsInYaml() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("orm.tracing.query-parameter-hidden-columns[0]", "password")
                .withProperty("orm.tracing.query-parameter-hidden-columns[1]", "email");

        assertThat(new TracingProperties(environment).text("orm.tracing.query-parameter-hidden-columns"))
                .isEqualTo("password,email");
        assertThat(new TracingProperties(environment).text("orm.tracing.detail"))
                .isNull();
    }

    @Test
    void withoutJpa_dataSourcesAreTraced() {
        traced(jdbc)
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.orm", "jakarta.persistence", "org.hibernate"))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(EntityManagerFactoryTracing.class);
                    select(context.getBean(DataSource.class));

                    assertThatTraces(tracing.traces()).matchesTree(ONE_QUERY);
                });
    }

    @Test
    void withoutDataSource_nothingIsMade() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(OrmTracingAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(OrmTracing.class));
    }

    private ApplicationContextRunner traced(ApplicationContextRunner runner) {
        return runner.withBean(OpenTelemetry.class, tracing::openTelemetry);
    }

    private static void select(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    /** What an exporter that writes to the database would be made of. */
    private record SpansInDatabase(OpenTelemetry openTelemetry) {}

    @Configuration(proxyBeanMethods = false)
    static class ExporterThatNeedsTheDataSource {

        @Bean
        OpenTelemetry openTelemetry(DataSource dataSource, SpansInDatabase spans) {
            assertThat(dataSource).isNotNull();
            return spans.openTelemetry();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Migration {

        @Bean
        String migration(DataSource dataSource) throws SQLException {
            select(dataSource);
            return "done";
        }
    }

    /** With static methods, which let Spring make the FactoryBean as soon as it looks for beans by type. */
    @Configuration(proxyBeanMethods = false)
    static class FactoryByHand {

        @Bean
        static DataSource byHand() {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:h2:mem:");
            return pool;
        }

        @Bean
        static LocalContainerEntityManagerFactoryBean sessions(DataSource byHand) {
            LocalContainerEntityManagerFactoryBean sessions = new LocalContainerEntityManagerFactoryBean();
            sessions.setDataSource(byHand);
            sessions.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            sessions.setPackagesToScan("dev.ormtracing.spring");
            return sessions;
        }
    }

    @Configuration
    static class Customizers {

        final List<String> called = new ArrayList<>();

        @Bean
        @Order(3)
        OrmTracingCustomizer last() {
            return builder -> {
                called.add("last");
                builder.spanNamePrefix("my:");
            };
        }

        @Bean
        @Order(1)
        OrmTracingCustomizer first() {
            return builder -> {
                called.add("first");
                builder.spanNamePrefix("first:");
            };
        }

        @Bean
        @Order(2)
        OrmTracingCustomizer throwing() {
            return builder -> {
                called.add("throws");
                throw new IllegalStateException("test");
            };
        }
    }
}
