package dev.ormtracing.load.application;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ormtracing.benchmarks.agent.SpanCount;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the benchmark asks the JVM, on a server of its own: nothing that is measured sees these requests. */
@Component
class Control {

    private static final int DISTINCT_STATEMENTS = 1_000;

    private final EntityManager entityManager;
    private final JvmFigures figures = new JvmFigures();
    private final SpanCount spans = new SpanCount();

    Control(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** The ports on standard output say that the application is ready. */
    @EventListener
    void start(WebServerInitializedEvent event) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, "/figures", () -> spans.exported() + " " + figures.now());
        answer(server, "/heap", () -> {
            executeDistinctStatements();
            return String.valueOf(figures.liveHeap());
        });
        server.start();
        System.out.println("ready " + event.getWebServer().getPort() + " "
                + server.getAddress().getPort());
    }

    private static void answer(HttpServer server, String path, Supplier<String> content) {
        server.createContext(path, exchange -> answer(exchange, content.get()));
    }

    private static void answer(HttpExchange exchange, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void executeDistinctStatements() {
        for (int i = 0; i < DISTINCT_STATEMENTS; i++) {
            entityManager
                    .createQuery("select b.id + " + i + " from Book b where b.id = 1", Long.class)
                    .getResultList();
        }
    }
}
