package dev.ormtracing.it.quarkus;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.quarkus.test.OrmTracingQuarkusExtension;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests to an application with REST and Panache. */
@QuarkusTest
@ExtendWith(OrmTracingQuarkusExtension.class)
class LibraryIT {

    @TestHTTPResource
    URI application;

    @Inject
    TraceRecorder recorder;

    @Inject
    Session session;

    private Requests requests;
    private String author;

    /** Each request was made before, so that no query is new. */
    @BeforeEach
    void fill(Traces traces) throws Exception {
        QuarkusTransaction.requiringNew().run(() -> Scenario.fill(session));
        requests = new Requests(application, recorder);
        author = requests.post("/library/authors?name=A&title=one&title=two");
        requests.get("/library/author?id=" + author);
        requests.get("/library/authors");
        requests.get("/library/titles");
        requests.post("/library/reviews?text=good&stars=4");
        traces.clear();
    }

    @Test
    void persist_hasItsTree(Traces traces) throws Exception {
        requests.post("/library/authors?name=B&title=one");

        assertThatTraces(traces).matchesTree("""
                POST /library/authors SERVER
                  transaction
                    start_transaction
                    operation Author.persist
                      serialize
                      connect
                      db_query CLIENT select
                      serialize
                      db_query CLIENT select
                      serialize
                    commit_transaction
                      flush
                        serialize
                        db_query CLIENT insert Author
                        db_query CLIENT insert Book
                      db_query CLIENT COMMIT
                """);
    }

    @Test
    void find_hasItsTree(Traces traces) throws Exception {
        assertThat(requests.get("/library/author?id=" + author)).isEqualTo("A 2");

        assertThatTraces(traces).matchesTree("""
                GET /library/author SERVER
                  transaction
                    start_transaction
                    operation Author.find
                      serialize
                      connect
                      db_query CLIENT select Author
                      hydrate
                    operation Author.books.initialize
                      serialize
                      db_query CLIENT select Book
                      hydrate
                    commit_transaction
                      db_query CLIENT COMMIT
                """);
    }

    @Test
    void list_hasItsTree(Traces traces) throws Exception {
        requests.get("/library/authors");

        assertThatTraces(traces).matchesTree("""
                GET /library/authors SERVER
                  transaction
                    start_transaction
                    operation Author.getResultList
                      serialize
                      connect
                      db_query CLIENT select Author
                      hydrate
                    operation Author.books.initialize
                      serialize
                      db_query CLIENT select Book
                      hydrate
                    commit_transaction
                      db_query CLIENT COMMIT
                """);
    }

    @Test
    void queryWithoutTransaction_hasItsTree(Traces traces) throws Exception {
        assertThat(requests.get("/library/titles")).contains("one");

        assertThatTraces(traces).matchesTree("""
                GET /library/titles SERVER
                  operation Book.getResultList
                    serialize
                    connect
                    db_query CLIENT select Book
                    hydrate
                """);
    }

    @Test
    void activeRecord_hasItsTree(Traces traces) throws Exception {
        requests.post("/library/reviews?text=bad&stars=1");

        assertThatTraces(traces).matchesTree("""
                POST /library/reviews SERVER
                  transaction
                    start_transaction
                    operation Review.persist
                    operation Review.getResultCount
                      compile
                      serialize
                      flush
                        serialize
                        connect
                        db_query CLIENT insert Review
                      serialize
                      db_query CLIENT select Review
                      hydrate
                    commit_transaction
                      db_query CLIENT COMMIT
                """);
    }

    @Test
    void rollback_hasItsTree(Traces traces) throws Exception {
        requests.post("/library/refused");

        assertThatTraces(traces).matchesTree("""
                POST /library/refused SERVER ERROR 500
                  transaction
                    start_transaction
                    operation Author.persist
                      serialize
                      connect
                      db_query CLIENT select
                      serialize
                    rollback_transaction
                """);
    }

    @Test
    void secondPersistenceUnit_hasItsTree(Traces traces) throws Exception {
        requests.post("/audit?text=first");
        traces.clear();

        requests.post("/audit?text=second");

        assertThatTraces(traces).matchesTree("""
                POST /audit SERVER
                  transaction
                    start_transaction
                    operation Entry.persist
                    operation Entry.getResultList
                      serialize
                      flush
                        serialize
                        connect
                        db_query CLIENT insert Entry
                      serialize
                      db_query CLIENT select Entry
                      hydrate
                    commit_transaction
                      db_query CLIENT COMMIT
                """);
    }

    @Test
    void twoPersistenceUnits_areOneTrace(Traces traces) throws Exception {
        assertThat(requests.post("/audit/both")).isEqualTo("null null");

        assertThatTraces(traces).matchesTree("""
                POST /audit/both SERVER
                  operation Author.find
                    serialize
                    connect
                    db_query CLIENT select Author
                    hydrate
                  operation Entry.find
                    serialize
                    connect
                    db_query CLIENT select Entry
                    hydrate
                """);
    }
}
