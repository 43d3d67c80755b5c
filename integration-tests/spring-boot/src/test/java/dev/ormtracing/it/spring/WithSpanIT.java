package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/**
 * With OpenTelemetry's own Spring Boot starter on the class path, which no other test has: its server span beside
 * Micrometer's, and its spans of annotated methods. Its instrumentation of JDBC is switched off here.
 */
@ExtendWith(Recording.class)
@SpringBootTest(
        classes = ClinicApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "otel.instrumentation.jdbc.enabled=false")
@Import(HandMadeSdk.class)
class WithSpanIT {

    @LocalServerPort
    private int port;

    @Autowired
    private Owners owners;

    @Autowired
    private Recorded recorded;

    @Test
    void annotatedMethod_isBetween() {
        long ada = owners.save(new Owner("Ada", "Ghent")).getId();
        recorded.clear();

        assertThat(new Client(port).get("/owners/" + ada + "/visit").body()).isEqualTo("Ghent");

        recorded.expect("""
                http get /owners/{id}/visit SERVER
                  GET /owners/{id}/visit SERVER
                    visit
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
