package dev.ormtracing.it.micronaut;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.TraceRecorder;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Micronaut builds its SessionFactory itself, and the jar on the class path is found all the same. */
class MicronautDataIT {

    private static final TraceRecorder RECORDER = TraceRecorder.create();

    private static ApplicationContext application;

    @BeforeAll
    static void start() {
        RECORDER.registerGlobally();
        application = ApplicationContext.run(Map.of(
                "datasources.default.url", "jdbc:h2:mem:micronaut;DB_CLOSE_DELAY=-1",
                "datasources.default.driver-class-name", "org.h2.Driver",
                "jpa.default.entity-scan.packages", "dev.ormtracing.it.micronaut",
                "jpa.default.properties.hibernate.hbm2ddl.auto", "create"));
        // From now on the plan of the query is known.
        application.getBean(Books.class).findByTitle("none");
    }

    @AfterAll
    static void stop() {
        application.close();
        RECORDER.close();
    }

    @BeforeEach
    void clear() {
        RECORDER.reset();
    }

    @Test
    void save_isATransaction() {
        assertThat(application.getBean(Books.class).save(new Book("Emma")).getId())
                .isNotNull();

        assertThatTraces(RECORDER.traces()).matchesTree("""
                transaction
                  start_transaction
                    connect
                  operation Book.persist
                    serialize
                    db_query CLIENT select
                    serialize
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert book
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void queryByName_isAnOperation() {
        assertThat(application.getBean(Books.class).findByTitle("none")).isEmpty();

        assertThatTraces(RECORDER.traces()).matchesTree("""
                transaction
                  start_transaction
                    connect
                  operation Book.getResultList
                    serialize
                    db_query CLIENT select book
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void transaction_hasItsOperations() {
        application.getBean(Books.class).save(new Book("Persuasion"));
        RECORDER.reset();
        application.getBean(Library.class).rename("Persuasion", "The Elliots");

        assertThatTraces(RECORDER.traces()).matchesTree("""
                transaction
                  start_transaction
                    connect
                  operation Book.getResultList
                    serialize
                    db_query CLIENT select book
                    hydrate
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT update book
                    db_query CLIENT COMMIT
                """);
    }
}
