package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.testing.TreeFormat;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** Two databases, each with an entity manager factory, as the application's own configuration makes them. */
@ExtendWith(Recording.class)
@SpringBootTest(
        classes = SeveralDataSourcesIT.TwoDatabases.class,
        properties = "spring.data.jpa.repositories.enabled=false")
@Import(HandMadeSdk.class)
class SeveralDataSourcesIT {

    private static final TreeFormat WITH_DATABASE = TreeFormat.standard().withAttributes("db.namespace");

    @Autowired
    @Qualifier("clinicSessions")
    private EntityManagerFactory clinic;

    @Autowired
    @Qualifier("archiveSessions")
    private EntityManagerFactory archive;

    @Autowired
    @Qualifier("archiveSource")
    private DataSource archiveSource;

    @Autowired
    private Recorded recorded;

    @Test
    void eachDatabase_isTold() {
        inTransaction(clinic, () -> save(clinic, "Ada"));
        inTransaction(archive, () -> save(archive, "Bob"));

        recorded.expect(WITH_DATABASE, """
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select db.namespace=clinic
                    serialize
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert owners db.namespace=clinic
                    db_query CLIENT COMMIT db.namespace=clinic
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select db.namespace=archive
                    serialize
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert owners db.namespace=archive
                    db_query CLIENT COMMIT db.namespace=archive
                """);
    }

    @Test
    void transactionInATransaction_isAnother() {
        inTransaction(clinic, () -> {
            save(clinic, "Ada");
            inTransaction(archive, () -> save(archive, "Ada"));
        });

        recorded.expect(WITH_DATABASE, """
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select db.namespace=clinic
                    serialize
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert owners db.namespace=clinic
                    db_query CLIENT COMMIT db.namespace=clinic
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select db.namespace=archive
                    serialize
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert owners db.namespace=archive
                    db_query CLIENT COMMIT db.namespace=archive
                """);
    }

    @Test
    void jdbcTemplate_usesTheTransactionOfItsDatabase() {
        inTransaction(archive, () -> {
            save(archive, "Ada");
            assertThat(new JdbcTemplate(archiveSource).queryForObject("select count(*) from owners", Integer.class))
                    .isZero();
        });

        recorded.expect(WITH_DATABASE, """
                transaction
                  start_transaction
                    connect
                  operation Owner.persist
                    serialize
                    db_query CLIENT select db.namespace=archive
                    serialize
                  db_query CLIENT select owners db.namespace=archive
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert owners db.namespace=archive
                    db_query CLIENT COMMIT db.namespace=archive
                """);
    }

    private static void save(EntityManagerFactory sessions, String name) {
        SharedEntityManagerCreator.createSharedEntityManager(sessions).persist(new Owner(name, "Ghent"));
    }

    private static void inTransaction(EntityManagerFactory sessions, Runnable work) {
        new TransactionTemplate(new JpaTransactionManager(sessions)).executeWithoutResult(status -> work.run());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TwoDatabases {

        @Bean
        @Primary
        static DataSource clinicSource() {
            return pool("clinic");
        }

        @Bean
        static DataSource archiveSource() {
            return pool("archive");
        }

        @Bean
        @Primary
        static LocalContainerEntityManagerFactoryBean clinicSessions(@Qualifier("clinicSource") DataSource source) {
            return sessions(source);
        }

        @Bean
        static LocalContainerEntityManagerFactoryBean archiveSessions(@Qualifier("archiveSource") DataSource source) {
            return sessions(source);
        }

        private static DataSource pool(String name) {
            HikariDataSource pool = new HikariDataSource();
            pool.setPoolName(name);
            pool.setJdbcUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
            return pool;
        }

        private static LocalContainerEntityManagerFactoryBean sessions(DataSource source) {
            LocalContainerEntityManagerFactoryBean sessions = new LocalContainerEntityManagerFactoryBean();
            sessions.setDataSource(source);
            sessions.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            sessions.setPackagesToScan("dev.ormtracing.it.clinic");
            sessions.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create-drop"));
            return sessions;
        }
    }
}
