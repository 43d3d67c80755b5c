package dev.ormtracing.it.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ormtracing.console.internal.http.AccessRules;
import dev.ormtracing.console.internal.http.Badge;
import dev.ormtracing.console.internal.http.ConsoleEndpoint;
import dev.ormtracing.console.internal.http.ConsoleRequest;
import dev.ormtracing.console.internal.http.ConsoleResponse;
import dev.ormtracing.console.internal.http.LiveSettings;
import dev.ormtracing.console.internal.http.OwnRequests;
import dev.ormtracing.console.internal.trace.Limits;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A page with a strict content security policy, its trace, and the live page, as an application of Spring Boot has them. */
final class ApplicationWithBadge implements AutoCloseable {

    private static final String BASE = "/orm-traces";

    private final TraceKeeper keeper = new TraceKeeper(Limits.STANDARD, new OwnRequests(BASE));
    private final ConsoleEndpoint endpoint = new ConsoleEndpoint(
            keeper, new AccessRules(false, Set.of()), Limits.STANDARD, new LiveSettings(List::of), Badge.ON);
    private final SdkTracerProvider tracers =
            SdkTracerProvider.builder().addSpanProcessor(keeper).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ApplicationWithBadge() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::page);
        server.createContext(BASE, this::live);
        server.start();
        keeper.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    /** An N+1 of twelve statements. */
    private void page(HttpExchange exchange) throws IOException {
        Span request =
                tracers.get("application").spanBuilder("GET /").setNoParent().startSpan();
        try (exchange;
                Scope scope = request.makeCurrent()) {
            request.addEvent("orm.n_plus_one", SampleTraces.nPlusOne());
            for (int i = 0; i < 12; i++) {
                tracers.get("application")
                        .spanBuilder("orm:client:db_query")
                        .setParent(Context.current())
                        .setAttribute("db.query.text", "select " + i)
                        .startSpan()
                        .end();
            }
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:");
            exchange.getResponseHeaders().set(Badge.HEADER, String.valueOf(Badge.running()));
            send(
                    exchange,
                    200,
                    "<!DOCTYPE html><title>Shop</title><link rel=icon href=data:><p>Shop<script src="
                            + BASE
                            + "/badge.js defer></script>");
        } finally {
            request.end();
        }
    }

    private void live(HttpExchange exchange) throws IOException {
        try (exchange) {
            ConsoleResponse answer = endpoint.answer(new ToTheLivePage(exchange));
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            if (answer.stream() != null) {
                exchange.sendResponseHeaders(answer.status(), 0);
                answer.stream().writeTo(exchange.getResponseBody());
            } else {
                send(exchange, answer.status(), answer.body());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        keeper.stop();
        server.stop(0);
        threads.shutdownNow();
    }

    private record ToTheLivePage(HttpExchange exchange) implements ConsoleRequest {

        @Override
        public String method() {
            return exchange.getRequestMethod();
        }

        @Override
        public String base() {
            return BASE;
        }

        @Override
        public String path() {
            return exchange.getRequestURI().getPath().substring(BASE.length());
        }

        @Override
        public @Nullable String parameter(String name) {
            return null;
        }

        @Override
        public @Nullable String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }

        @Override
        public boolean isLoopback() {
            return true;
        }
    }
}
