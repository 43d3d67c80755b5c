package dev.ormtracing.console.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The JDK's HTTP server, on the loopback interface, on threads that keep no process alive. */
public final class LoopbackServer {

    public static final String BASE = "/orm-traces";

    private static final int MOST_THREADS = 32;

    private final ConsoleEndpoint endpoint;
    private final HttpServer server;
    private final ExecutorService threads;

    private LoopbackServer(ConsoleEndpoint endpoint, HttpServer server, ExecutorService threads) {
        this.endpoint = endpoint;
        this.server = server;
        this.threads = threads;
    }

    /**
     * @param port 0 for any that is free
     * @throws UncheckedIOException when the port is taken
     */
    public static LoopbackServer start(ConsoleEndpoint endpoint, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            ExecutorService threads = new ThreadPoolExecutor(
                    0, MOST_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), LoopbackServer::daemon);
            LoopbackServer started = new LoopbackServer(endpoint, server, threads);
            server.setExecutor(threads);
            server.createContext("/", started::answer);
            // The server's own thread is a daemon if the one is that starts it.
            CompletableFuture.runAsync(server::start, task -> daemon(task).start())
                    .join();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("The console cannot listen on port " + port, e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "orm-tracing-console-http");
        thread.setDaemon(true);
        return thread;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean isHere = path != null && (path.equals(BASE) || path.startsWith(BASE + "/"));
            // Elsewhere too, nothing is told before it is known who asks.
            send(
                    exchange,
                    endpoint.answer(new ExchangeRequest(exchange, isHere ? path.substring(BASE.length()) : "/")));
        }
    }

    private static void send(HttpExchange exchange, ConsoleResponse response) throws IOException {
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        EventStream stream = response.stream();
        if (stream != null) {
            exchange.sendResponseHeaders(response.status(), 0);
            stream.writeTo(exchange.getResponseBody());
            return;
        }
        byte[] bytes = response.bytes();
        boolean isEmpty = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
        exchange.sendResponseHeaders(response.status(), isEmpty ? -1 : bytes.length);
        if (!isEmpty) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        }
    }

    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }
}
