package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests over the wire, below the server span of Spring Boot; the session stays open in the view, as is the default. */
@ClinicTest
class HttpIT {

    @LocalServerPort
    private int port;

    @Autowired
    private Owners owners;

    @Autowired
    private Recorded recorded;

    private long ada;

    @BeforeEach
    void owner() {
        ada = owners.save(new Owner("Ada", "Ghent").with("Rex")).getId();
        recorded.reset();
    }

    private Client client() {
        return new Client(port);
    }

    @Test
    void get_loadsLazilyInTheView() {
        assertThat(client().get("/owners/" + ada).body()).contains("Ada", "Rex");

        recorded.expect("""
                http get /owners/{id} SERVER
                  transaction
                    connect
                    start_transaction
                    operation Owner.find
                      serialize
                      db_query CLIENT select owners
                      hydrate
                    commit_transaction
                      db_query CLIENT COMMIT
                  operation Owner.pets.initialize
                    serialize
                    db_query CLIENT select pets
                    hydrate
                """);
    }

    @Test
    void get_ofNamesIsAQuery() {
        assertThat(client().get("/owners?city=Ghent").body()).isEqualTo("[\"Ada\"]");

        recorded.expect("""
                http get /owners SERVER
                  operation Owner.getResultList
                    serialize
                    connect
                    db_query CLIENT select owners
                    hydrate
                """);
    }

    @Test
    void post_isATransaction() {
        assertThat(client().post("/owners?name=Eve&city=Paris&pet=Pip").statusCode())
                .isEqualTo(200);

        recorded.expect("""
                http post /owners SERVER
                  transaction
                    start_transaction
                      connect
                    operation Owner.persist
                      serialize
                      db_query CLIENT select
                      serialize
                      db_query CLIENT select
                      serialize
                    commit_transaction
                      flush
                        serialize
                        db_query CLIENT insert owners
                        db_query CLIENT insert pets
                      db_query CLIENT COMMIT
                """);
    }

    @Test
    void failure_showsOnTheServerSpanAndBelow() {
        assertThat(client().post("/owners?name=Ada&city=Paris&pet=Pip").statusCode())
                .isEqualTo(500);

        recorded.expect("""
                http post /owners SERVER ERROR
                  transaction ERROR org.hibernate.exception.ConstraintViolationException
                    start_transaction
                      connect
                    operation Owner.persist
                      serialize
                      db_query CLIENT select
                      serialize
                      db_query CLIENT select
                      serialize
                    commit_transaction ERROR org.hibernate.exception.ConstraintViolationException
                      flush ERROR org.hibernate.exception.ConstraintViolationException
                        serialize
                        db_query CLIENT insert owners ERROR 23505
                      db_query CLIENT ROLLBACK
                """);
    }

    @Test
    void observedMethod_isBetween() {
        assertThat(client().get("/owners/" + ada + "/checkup").body()).isEqualTo("Ghent");

        recorded.expect("""
                http get /owners/{id}/checkup SERVER
                  checkup
                    transaction
                      connect
                      start_transaction
                      operation Owner.find
                        serialize
                        db_query CLIENT select owners
                        hydrate
                      commit_transaction
                        db_query CLIENT COMMIT
                """);
    }

    @Test
    void withSpan_isNothingWithoutItsInstrumentation() {
        assertThat(client().get("/owners/" + ada + "/visit").body()).isEqualTo("Ghent");

        recorded.expect("""
                http get /owners/{id}/visit SERVER
                  transaction
                    connect
                    start_transaction
                    operation Owner.find
                      serialize
                      db_query CLIENT select owners
                      hydrate
                    commit_transaction
                      db_query CLIENT COMMIT
                """);
    }

    @Test
    void async_isBelowTheRequest() {
        assertThat(client().get("/owners/" + ada + "/reminder").body()).isEqualTo("Ghent");

        recorded.expect("""
                http get /owners/{id}/reminder SERVER
                  transaction
                    connect
                    start_transaction
                    operation Owner.find
                      serialize
                      db_query CLIENT select owners
                      hydrate
                    commit_transaction
                      db_query CLIENT COMMIT
                """);
    }
}
