package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.calls.CallLog;
import dev.ormtracing.it.calls.SpringAdapters;
import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.spring.OrmTracingAutoConfiguration;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What reaches an application's DataSource, below each of Spring's adapters, is with the starter what it is when tracing is
 * switched off, in the same order. A connection is asked once where it leads to, and not before its first statement.
 */
class StarterCallsIT {

    private static final Map<String, Consumer<ApplicationContext>> WITHOUT_STATEMENT = new LinkedHashMap<>();
    private static final Map<String, Consumer<ApplicationContext>> WITH_STATEMENT = new LinkedHashMap<>();

    static {
        WITHOUT_STATEMENT.put("committed", context -> transaction(context).executeWithoutResult(status -> {}));
        WITHOUT_STATEMENT.put(
                "rolled back",
                context -> transaction(context).executeWithoutResult(status -> status.setRollbackOnly()));
        WITHOUT_STATEMENT.put("read-only", context -> readOnly(context).executeWithoutResult(status -> {}));
        WITHOUT_STATEMENT.put("isolated", context -> isolated(context).executeWithoutResult(status -> {}));
        WITHOUT_STATEMENT.put(
                "of the DataSource alone", context -> plain(context).executeWithoutResult(status -> {}));

        WITH_STATEMENT.put(
                "found",
                context -> transaction(context)
                        .executeWithoutResult(status -> entities(context).find(Owner.class, -1L)));
        WITH_STATEMENT.put(
                "found without a transaction", context -> entities(context).find(Owner.class, -1L));
        WITH_STATEMENT.put(
                "found read-only",
                context -> readOnly(context)
                        .executeWithoutResult(status -> entities(context).find(Owner.class, -1L)));
        WITH_STATEMENT.put(
                "found isolated",
                context -> isolated(context)
                        .executeWithoutResult(status -> entities(context).find(Owner.class, -1L)));
        WITH_STATEMENT.put(
                "persisted",
                context -> transaction(context)
                        .executeWithoutResult(status -> entities(context).persist(new Owner("Ada", "Ghent"))));
        WITH_STATEMENT.put("queried by a template", StarterCallsIT::queryByTemplate);
        WITH_STATEMENT.put(
                "queried by a template in a transaction of the DataSource",
                context -> plain(context).executeWithoutResult(status -> queryByTemplate(context)));
        WITH_STATEMENT.put(
                "queried by a template in a transaction of JPA",
                context -> transaction(context).executeWithoutResult(status -> queryByTemplate(context)));
    }

    /** All but the one whose connection Hibernate closes for good when it has made the tables. */
    static Stream<String> adapters() {
        return SpringAdapters.names().filter(adapter -> !adapter.equals(SpringAdapters.SINGLE));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void application_callsWhatItCallsWithoutTracing(String adapter) {
        CallLog log = new CallLog();
        CallLog logWithout = new CallLog();
        runner(adapter, log)
                .run(with -> runner(adapter, logWithout)
                        .withPropertyValues("orm.tracing.enabled=false")
                        .run(without -> {
                            assertThat(with).hasNotFailed();
                            assertThat(without).hasNotFailed();
                            assertOnlyLookUpsAdded("start", log, logWithout);
                            WITHOUT_STATEMENT.forEach((name, work) -> {
                                run(work, with, log);
                                run(work, without, logWithout);
                                assertThat(log.calls()).as(name).isEqualTo(logWithout.calls());
                            });
                            WITH_STATEMENT.forEach((name, work) -> {
                                run(work, with, log);
                                run(work, without, logWithout);
                                assertThat(log.callsBeforeAStatement())
                                        .as(name)
                                        .isEqualTo(logWithout.callsBeforeAStatement());
                                assertOnlyLookUpsAdded(name, log, logWithout);
                            });
                        }));
        assertThat(log.count("DataSource.getConnection")).isEqualTo(logWithout.count("DataSource.getConnection"));
    }

    private static void run(Consumer<ApplicationContext> work, ApplicationContext context, CallLog log) {
        log.clear();
        work.accept(context);
    }

    private static void assertOnlyLookUpsAdded(String work, CallLog with, CallLog without) {
        List<String> added = with.addedTo(without);

        assertThat(added).as(work).isSubsetOf(CallLog.LOOK_UP);
        for (String call : CallLog.LOOK_UP) {
            assertThat(added.stream().filter(call::equals))
                    .as(work)
                    .hasSizeLessThanOrEqualTo(Math.max(1, without.connections()));
        }
    }

    private static ApplicationContextRunner runner(String adapter, CallLog log) {
        DataSource driver = SpringAdapters.driver("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(OrmTracingAutoConfiguration.class))
                .withUserConfiguration(HandMadeSdk.class, Application.class)
                .withBean(
                        "dataSource",
                        DataSource.class,
                        () -> SpringAdapters.adapt(adapter, log.around(driver, DataSource.class)));
    }

    private static TransactionTemplate transaction(ApplicationContext context) {
        return new TransactionTemplate(context.getBean(JpaTransactionManager.class));
    }

    private static TransactionTemplate readOnly(ApplicationContext context) {
        TransactionTemplate template = transaction(context);
        template.setReadOnly(true);
        return template;
    }

    private static TransactionTemplate isolated(ApplicationContext context) {
        TransactionTemplate template = transaction(context);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
        return template;
    }

    private static TransactionTemplate plain(ApplicationContext context) {
        PlatformTransactionManager manager = new DataSourceTransactionManager(context.getBean(DataSource.class));
        return new TransactionTemplate(manager);
    }

    private static EntityManager entities(ApplicationContext context) {
        return SharedEntityManagerCreator.createSharedEntityManager(context.getBean(EntityManagerFactory.class));
    }

    private static void queryByTemplate(ApplicationContext context) {
        JdbcTemplate template = new JdbcTemplate(context.getBean(DataSource.class));
        template.queryForObject("select count(*) from owners where id > ?", Integer.class, 0);
        template.queryForObject("select 1", Integer.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        static LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
            LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
            factory.setDataSource(dataSource);
            factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            factory.setPackagesToScan("dev.ormtracing.it.clinic");
            factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create-drop"));
            return factory;
        }

        @Bean
        static JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
            return new JpaTransactionManager(entityManagerFactory);
        }
    }
}
