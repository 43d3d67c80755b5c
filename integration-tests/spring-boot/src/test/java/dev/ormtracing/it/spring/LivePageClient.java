package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.ApplicationContext;

/** A browser of the live page, by hand: no client library would send another host's name. */
final class LivePageClient {

    private final int port;

    LivePageClient(ApplicationContext application) {
        port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    String host() {
        return "Host: localhost:" + port;
    }

    int port() {
        return port;
    }

    String get(String path, String... headers) throws IOException {
        String[] lines = new String[headers.length + 2];
        lines[0] = "GET " + path + " HTTP/1.1";
        lines[1] = host();
        System.arraycopy(headers, 0, lines, 2, headers.length);
        return send(lines);
    }

    /** Posts nothing, with the token of the page. */
    String post(String path) throws IOException {
        String token = get("/orm-traces").replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
        return send("POST " + path + " HTTP/1.1", host(), "X-Orm-Traces-Token: " + token, "Content-Length: 0");
    }

    String postJson(String path, String json) throws IOException {
        return send(
                "POST " + path + " HTTP/1.1",
                host(),
                "Content-Type: application/json",
                "Content-Length: " + json.length(),
                "Connection: close",
                "",
                json);
    }

    String send(String... lines) throws IOException {
        try (Socket socket = open(lines)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket open(String... lines) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(120_000);
        String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** What the server tells the page. */
    Events events() throws IOException {
        return new Events(open("GET /orm-traces/stream HTTP/1.1", host()));
    }

    static void assertRefused(String response) {
        assertThat(response)
                .startsWith("HTTP/1.1 403")
                .doesNotContain("\"statements\"")
                .doesNotContain("Access-Control-Allow");
    }

    static final class Events implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader lines;

        private Events(Socket socket) throws IOException {
            this.socket = socket;
            this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String next(String start) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(start)) {
                line = lines.readLine();
            }
            assertThat(line).as("a line that starts with %s", start).isNotNull();
            return line;
        }

        /** The client has its answer before the span of the request has ended: until then, parts of the trace may be told. */
        String requestToOwners() throws IOException {
            String line = next("data: {");
            while (!line.toLowerCase(Locale.ROOT).contains("get /owners\"")) {
                line = next("data: {");
            }
            return line;
        }

        void awaitEnd() throws IOException {
            String line = lines.readLine();
            while (line != null) {
                line = lines.readLine();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
