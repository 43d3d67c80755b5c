package dev.ormtracing.it.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.TraceRecorder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends requests to the application, and waits until their spans have ended. */
final class Requests {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI application;
    private final TraceRecorder recorder;

    Requests(URI application, TraceRecorder recorder) {
        this.application = application;
        this.recorder = recorder;
    }

    String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(application.resolve(path)).build()).body();
    }

    String post(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(application.resolve(path))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build())
                .body();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(recorder.awaitEnd(Duration.ofSeconds(60))).isTrue();
        return response;
    }
}
