package dev.ormtracing.it.spring.testkit;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.spring.test.AutoConfigureOrmTracing;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A real server, whose threads are not the test's. */
@SpringBootTest(classes = ClinicApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureOrmTracing
class ServerIT {

    @LocalServerPort
    private int port;

    @Test
    void request_isSeen(Traces traces, TraceRecorder recorder) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/owners?city=Ghent"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .isEqualTo("[]");

        assertThat(recorder.awaitEnd(Duration.ofMinutes(2))).isTrue();
        assertThatTraces(traces).hasOperation("Owner.getResultList").withQueries(1);
    }
}
