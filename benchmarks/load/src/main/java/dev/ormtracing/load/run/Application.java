package dev.ormtracing.load.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A variant's JVM. */
final class Application implements AutoCloseable {

    private static final String READY = "ready ";

    private final Variant variant;
    private final Process process;
    private final int port;
    private final int controlPort;

    private Application(Variant variant, Process process, String ready) {
        this.variant = variant;
        this.process = process;
        String[] ports = ready.substring(READY.length()).split(" ");
        port = Integer.parseInt(ports[0]);
        controlPort = Integer.parseInt(ports[1]);
    }

    /** Returns once it answers. */
    static Application start(Variant variant, Launch launch) {
        try {
            Process process = new ProcessBuilder(launch.command(variant))
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            try {
                BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                Application application = new Application(variant, process, awaitReady(variant, output));
                // Whoever reads nothing stops who writes.
                Thread printer = new Thread(() -> output.lines().forEach(System.err::println), "output of " + variant);
                printer.setDaemon(true);
                printer.start();
                if (variant.isWatched()) {
                    application.watch();
                }
                return application;
            } catch (IOException | RuntimeException e) {
                process.destroy();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String awaitReady(Variant variant, BufferedReader output) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return line;
            }
            before.add(line);
        }
        throw new IllegalStateException(variant.title() + " did not start:\n" + String.join("\n", before));
    }

    /** As a browser that has the live page open. */
    private void watch() {
        Thread browser = new Thread(
                () -> {
                    try (InputStream events = new URL("http", "localhost", port, "/orm-traces/stream").openStream()) {
                        events.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        throw new UncheckedIOException(variant.title(), e);
                    }
                },
                "browser of " + variant);
        browser.setDaemon(true);
        browser.start();
    }

    Variant variant() {
        return variant;
    }

    /** Sends one request of the mix and reads the answer, which is an error if it is not a success. */
    void send(Request request, long number) {
        send(request.method(), port, request.path(number));
    }

    Figures figures() {
        return Figures.parse(send("GET", controlPort, "/figures"));
    }

    /** Bytes after a collection, once another thousand statements were executed. */
    long liveHeap() {
        return Long.parseLong(send("GET", controlPort, "/heap"));
    }

    private String send(String method, int port, String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL("http", "127.0.0.1", port, path).openConnection();
            connection.setRequestMethod(method);
            try (InputStream answer = connection.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(variant.title(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
