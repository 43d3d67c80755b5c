package dev.ormtracing.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.OrmTracing;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceConsoleTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private TraceConsole console = TraceConsole.builder().port(0).start();
    private final Tracer tracer = tracer(console);

    @AfterEach
    void stop() {
        console.close();
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void page_isThere() throws Exception {
        HttpResponse<String> page = get("");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("Requests and jobs");
    }

    @Test
    void stream_tellsOfATraceWhenItHasEnded() throws Exception {
        tracer.spanBuilder("GET /before").startSpan().end();
        try (BufferedReader events = stream("0")) {
            assertThat(next(events, "data: {")).contains("\"label\":\"GET /before\"");

            tracer.spanBuilder("GET /after").startSpan().end();

            assertThat(next(events, "data: {")).contains("\"label\":\"GET /after\"");
        }
    }

    @Test
    void stream_goesOnWhereItWasCutOff() throws Exception {
        tracer.spanBuilder("GET /seen").startSpan().end();
        String number;
        try (BufferedReader events = stream("0")) {
            number = next(events, "id: ").substring("id: ".length());
        }
        tracer.spanBuilder("GET /missed").startSpan().end();

        try (BufferedReader events = stream(number)) {
            assertThat(next(events, "data: {")).contains("\"label\":\"GET /missed\"");
        }
    }

    @Test
    void stream_tellsThatAllIsForgotten() throws Exception {
        String token = get("").body().replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
        try (BufferedReader events = stream("0")) {
            next(events, "event: hello");
            HttpRequest clear = HttpRequest.newBuilder(at("/clear"))
                    .header("X-Orm-Traces-Token", token)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            client.send(clear, HttpResponse.BodyHandlers.discarding());

            assertThat(next(events, "event: clear")).isNotEmpty();
        }
    }

    @Test
    void streams_areFew() throws Exception {
        List<BufferedReader> open = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                open.add(stream("0"));
                next(open.get(i), "event: hello");
            }
            assertThat(get("/stream").statusCode()).isEqualTo(503);
        } finally {
            for (BufferedReader one : open) {
                one.close();
            }
        }
    }

    @Test
    void trace_isThereAsLongAsItIsKept() throws Exception {
        Span span = tracer.spanBuilder("GET /users").startSpan();
        span.end();
        try (BufferedReader events = stream("0")) {
            next(events, "data: {");
        }

        assertThat(get("/traces/" + span.getSpanContext().getTraceId()).body())
                .contains("\"label\":\"GET /users\"", "\"spans\":[{");
        assertThat(get("/traces/00000000000000000000000000000001").statusCode()).isEqualTo(404);
    }

    @Test
    void summary_isTheLineOfATrace() throws Exception {
        Span span = tracer.spanBuilder("GET /users").startSpan();
        span.end();
        try (BufferedReader events = stream("0")) {
            next(events, "data: {");
        }

        assertThat(get("/summaries/" + span.getSpanContext().getTraceId()).body())
                .contains("\"label\":\"GET /users\"", "\"statements\":0", "\"running\":false")
                .doesNotContain("\"spans\":[");
        assertThat(get("/summaries/00000000000000000000000000000001").statusCode())
                .isEqualTo(404);
    }

    @Test
    void settings_changeWhatTheProcessTracesWith() throws Exception {
        OrmTracing tracing = OrmTracing.builder().recordCaller(true).build();
        assertThat(get("/settings").body())
                .contains(
                        "{\"name\":\"detail\",\"value\":\"full\",\"configured\":\"full\","
                                + "\"choices\":[\"full\",\"compact\",\"adaptive\"]}",
                        "{\"name\":\"record-caller\",\"value\":\"true\",\"configured\":\"true\"",
                        "{\"name\":\"n-plus-one-threshold\",\"value\":\"5\",\"configured\":\"5\",\"choices\":[]}");

        assertThat(post("/settings?name=detail&value=compact").body())
                .contains("\"value\":\"compact\",\"configured\":\"full\"");
        assertThat(post("/settings?name=record-caller&value=false").statusCode())
                .isEqualTo(200);
        assertThat(tracing.runtimeSettings().values())
                .containsEntry("detail", "compact")
                .containsEntry("record-caller", "false");

        assertThat(post("/settings?name=detail").statusCode()).isEqualTo(200);
        assertThat(tracing.runtimeSettings().values()).containsEntry("detail", "full");
        assertThat(post("/settings/reset").statusCode()).isEqualTo(200);
        assertThat(tracing.runtimeSettings().values()).containsEntry("record-caller", "true");
    }

    @Test
    void wrongSetting_isToldWhatIsAllowed() throws Exception {
        HttpResponse<String> wrong = post("/settings?name=detail&value=tiny");

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).isEqualTo("detail: it may be one of FULL, COMPACT, ADAPTIVE.\n");
        assertThat(post("/settings?name=enabled&value=false").statusCode()).isEqualTo(400);
        assertThat(post("/settings").statusCode()).isEqualTo(400);
    }

    @Test
    void badge_isForPagesOfTheSameServer() throws Exception {
        assertThat(get("/badge.js").statusCode()).isEqualTo(404);
    }

    @Test
    void overviewAndReport_haveAllThatIsKept() throws Exception {
        tracer.spanBuilder("GET /users").startSpan().end();
        try (BufferedReader events = stream("0")) {
            next(events, "data: {");
        }

        assertThat(get("/overview?since=0").body())
                .contains("GET /users", "\"statements\":[]")
                .doesNotContain("\"spans\":");
        assertThat(get("/overview?since=1000").body()).doesNotContain("GET /users");
        HttpResponse<String> report = get("/report");
        assertThat(report.body()).contains("GET /users", "\"spans\":[{");
        assertThat(report.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"traces.html\"");
    }

    @Test
    void start_bringsAnSdkWhereThereIsNone() throws Exception {
        GlobalOpenTelemetry.resetForTest();
        console.close();
        console = TraceConsole.start(0);

        GlobalOpenTelemetry.getTracer("application")
                .spanBuilder("job")
                .startSpan()
                .end();

        try (BufferedReader events = stream("0")) {
            assertThat(next(events, "data: {")).contains("\"label\":\"job\"");
        }
    }

    @Test
    void start_leavesAnSdkAsItIs() {
        GlobalOpenTelemetry.resetForTest();
        var application = io.opentelemetry.sdk.OpenTelemetrySdk.builder().buildAndRegisterGlobal();
        TraceConsole.start(0).close();

        assertThat(GlobalOpenTelemetry.get().getTracerProvider())
                .isNotSameAs(io.opentelemetry.api.trace.TracerProvider.noop());
        application.close();
    }

    @Test
    void takenPort_isAnError() {
        assertThatThrownBy(() -> TraceConsole.start(console.address().getPort()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(String.valueOf(console.address().getPort()));
    }

    @Test
    void threads_keepNoProcessAlive() throws Exception {
        get("");

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("HTTP-Dispatcher")
                        || thread.getName().startsWith("orm-tracing-console"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void close_freesThePort() {
        int port = console.address().getPort();
        console.close();

        console = TraceConsole.builder().port(port).start();

        assertThat(console.address()).isEqualTo(URI.create("http://localhost:" + port + "/orm-traces"));
    }

    private static Tracer tracer(TraceConsole console) {
        return SdkTracerProvider.builder()
                .addSpanProcessor(console.spanProcessor())
                .build()
                .get("test");
    }

    private URI at(String path) {
        return URI.create(console.address() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(at(path)).timeout(Duration.ofMinutes(1)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String path) throws Exception {
        String token = get("").body().replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
        return client.send(
                HttpRequest.newBuilder(at(path))
                        .header("X-Orm-Traces-Token", token)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .timeout(Duration.ofMinutes(1))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private BufferedReader stream(String lastEventId) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at("/stream"))
                .header("Last-Event-ID", lastEventId)
                .timeout(Duration.ofMinutes(1))
                .build();
        HttpResponse<java.io.InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The next line that begins like this. Ends with the server at the latest. */
    private static String next(BufferedReader events, String start) throws IOException {
        String line = events.readLine();
        while (line != null && !line.startsWith(start)) {
            line = events.readLine();
        }
        assertThat(line).as("a line that starts with %s", start).isNotNull();
        return line;
    }
}
