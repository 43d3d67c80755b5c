package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests and asynchronous methods on virtual threads. */
@ClinicTest
@Import(VirtualThreadsIT.ThreadController.class)
@TestPropertySource(properties = "spring.threads.virtual.enabled=true")
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsIT {

    private static final int REQUESTS = 50;

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

    @Test
    void request_runsOnAVirtualThread() {
        assertThat(new Client(port).get("/thread").body()).startsWith("VirtualThread[");

        recorded.expect("http get /thread SERVER");
    }

    @Test
    void request_hasTheTreeItHasOnAnyThread() {
        assertThat(new Client(port).get("/owners/" + ada).body()).contains("Rex");

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
    void async_isBelowTheRequest() {
        assertThat(new Client(port).get("/owners/" + ada + "/reminder").body()).isEqualTo("Ghent");

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

    @Test
    void manyRequestsAtOnce_doNotMix() {
        List<String> answers = IntStream.range(0, REQUESTS)
                .parallel()
                .mapToObj(request ->
                        new Client(port).get("/owners/" + ada + "/reminder").body())
                .toList();

        assertThat(answers).containsOnly("Ghent");
        assertThat(recorded.traces().trees()).hasSize(REQUESTS).allSatisfy(tree -> {
            assertThat(tree.name()).isEqualTo("http get /owners/{id}/reminder");
            assertThat(tree.queries()).hasSize(1);
        });
    }

    @TestConfiguration(proxyBeanMethods = false)
    @RestController
    static class ThreadController {

        @GetMapping("/thread")
        String thread() {
            return Thread.currentThread().toString();
        }
    }
}
