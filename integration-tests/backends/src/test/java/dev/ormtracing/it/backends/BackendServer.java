package dev.ormtracing.it.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A trace backend with Zipkin's query API, in a JVM of its own on free ports of 127.0.0.1. */
final class BackendServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE_FOR_AN_ANSWER = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 100;
    private static final int FIRST_PORT = 15_000;
    private static final int LAST_PORT = 32_000;
    private static final int MAX_TRIES = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final String api;

    private BackendServer(Process process, Path log, String api) {
        this.process = process;
        this.log = log;
        this.api = api;
    }

    /** Returns when its API answers, and fails with its log when it does not. */
    static BackendServer start(ChildJvm jvm, Path log, String api, String mainClass, String... arguments)
            throws IOException, InterruptedException {
        BackendServer server = new BackendServer(jvm.serve(log, mainClass, arguments), log, api);
        try {
            server.await("/services", answer -> answer.statusCode() == 200);
            return server;
        } catch (RuntimeException | InterruptedException failure) {
            server.close();
            throw failure;
        }
    }

    /** Of a range that Linux gives to no outgoing connection while the server starts. */
    static int freePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                if (attempt == MAX_TRIES) {
                    throw taken;
                }
            }
        }
    }

    String api() {
        return api;
    }

    /** The trace, once the server has that many spans of it. */
    List<ZipkinSpan> trace(String id, int spans) throws InterruptedException {
        return ZipkinSpan.listOf(await(
                "/trace/" + id,
                answer -> answer.statusCode() == 200
                        && ZipkinSpan.listOf(answer.body()).size() >= spans));
    }

    /** All spans of a service, once the server has that many. */
    List<ZipkinSpan> spans(String service, int spans) throws InterruptedException {
        String query = "?serviceName=" + service + "&limit=1000";
        return spansIn(await(
                "/traces" + query,
                answer -> answer.statusCode() == 200 && spansIn(answer.body()).size() >= spans));
    }

    private static List<ZipkinSpan> spansIn(String traces) {
        return ZipkinSpan.tracesOf(traces).stream().flatMap(List::stream).toList();
    }

    /** The traces of a service with a span that {@code annotationQuery}, in Zipkin's syntax, finds; at least one. */
    List<List<ZipkinSpan>> find(String service, String annotationQuery) throws InterruptedException {
        return ZipkinSpan.tracesOf(await(
                search(service, annotationQuery),
                answer -> answer.statusCode() == 200
                        && !ZipkinSpan.tracesOf(answer.body()).isEmpty()));
    }

    /** The traces that {@link #find} would wait for; there may be none. */
    List<List<ZipkinSpan>> findNow(String service, String annotationQuery) throws InterruptedException {
        return ZipkinSpan.tracesOf(await(search(service, annotationQuery), answer -> answer.statusCode() == 200));
    }

    private static String search(String service, String annotationQuery) {
        return "/traces?serviceName=" + service + "&annotationQuery="
                + URLEncoder.encode(annotationQuery, StandardCharsets.UTF_8);
    }

    private String await(String path, Predicate<HttpResponse<String>> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "no answer";
        while (System.nanoTime() < deadline) {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                        .timeout(PATIENCE_FOR_AN_ANSWER)
                        .build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (wanted.test(answer)) {
                    return answer.body();
                }
                last = answer.toString();
            } catch (IOException notYet) {
                last = notYet.toString();
            }
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IllegalStateException(path + ": " + last + "\n" + logged());
    }

    private String logged() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
