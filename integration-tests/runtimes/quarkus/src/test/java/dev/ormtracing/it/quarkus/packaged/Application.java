package dev.ormtracing.it.quarkus.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** A small application, on free ports. */
final class Application {

    private final int port = freePort();
    private final int consolePort = freePort();

    void into(JavaArchive archive) {
        archive.addClasses(Item.class, ItemResource.class, EndedSpans.class)
                .addAsResource(new StringAsset("""
                                quarkus.datasource.db-kind=h2
                                quarkus.datasource.jdbc.url=jdbc:h2:mem:items;DB_CLOSE_DELAY=-1
                                quarkus.hibernate-orm.schema-management.strategy=drop-and-create
                                quarkus.otel.traces.exporter=none
                                quarkus.devservices.enabled=false
                                quarkus.live-reload.instrumentation=false
                                quarkus.http.host=127.0.0.1
                                quarkus.http.port=%d
                                quarkus.orm-tracing.console.port=%d
                                """.formatted(port, consolePort)), "application.properties");
    }

    /** Stronger than what Quarkus' test of a packaged application sets. */
    Map<String, String> runtimeProperties() {
        return Map.of("quarkus.http.port", Integer.toString(port));
    }

    /** The names of the spans of a transaction. */
    String spans() throws IOException, InterruptedException {
        return get("http://127.0.0.1:" + port + "/items");
    }

    /** A part of the Dev UI. */
    String devUi(String path) throws IOException, InterruptedException {
        return get("http://127.0.0.1:" + port + "/q/dev-ui/" + path);
    }

    /** The live page, which only development mode has. */
    String livePage() {
        return "http://localhost:" + consolePort + "/orm-traces";
    }

    String get(String page) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(page))
                                .timeout(Duration.ofMinutes(2))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
