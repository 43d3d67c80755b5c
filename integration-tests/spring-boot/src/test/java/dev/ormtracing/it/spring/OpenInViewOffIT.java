package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The session is closed before the answer is written, so what is not loaded by then cannot be. */
@ClinicTest
@TestPropertySource(properties = "spring.jpa.open-in-view=false")
class OpenInViewOffIT {

    @LocalServerPort
    private int port;

    @Autowired
    private Owners owners;

    @Autowired
    private Recorded recorded;

    @Test
    void get_failsWithoutAStatement() {
        long ada = owners.save(new Owner("Ada", "Ghent").with("Rex")).getId();
        recorded.clear();

        assertThat(new Client(port).get("/owners/" + ada).statusCode()).isEqualTo(500);

        recorded.expect("""
                http get /owners/{id} SERVER ERROR
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
