package dev.ormtracing.console.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.console.Attacks;
import dev.ormtracing.console.RawHttp;
import dev.ormtracing.console.internal.trace.TraceKeeper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The attacks on the page in Spring WebFlux, on Netty with one thread. */
class WebFluxAttacksTest extends Attacks {

    WebFluxAttacksTest() {
        super(netty());
    }

    private static Target netty() {
        WebFluxPage page = new WebFluxPage();
        return new Target(page.keeper(), page.port(), page::close);
    }

    @Test
    void otherMachine_isRefused() throws IOException {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses()
                    .filter(one -> !one.isLoopbackAddress() && !one.isLinkLocalAddress())
                    .toList()) {
                assertRefused(new RawHttp(address, port).send("GET /orm-traces/overview HTTP/1.1", host));
            }
        }
    }

    /** What is behind a proxy must not become local by what Spring makes of its headers. */
    @Test
    void requestWhoseHeadersWereBelieved_isRefused() throws IOException {
        for (String header : List.of(
                "X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1;host=localhost", "X-Forwarded-Prefix: /x")) {
            assertRefused(http.send(
                    "GET /orm-traces/overview HTTP/1.1", host, header, "X-Forwarded-Host: localhost:" + port));
        }
    }

    @Test
    void pagesThatAreOpen_keepNoThreadOfTheServer() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(socket);
                socket.setSoTimeout(60_000);
                socket.getOutputStream()
                        .write(("GET /orm-traces/stream HTTP/1.1\r\n" + host + "\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
                BufferedReader events =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                String line = events.readLine();
                while (line != null && !line.startsWith("event: hello")) {
                    line = events.readLine();
                }
                assertThat(line).isNotNull();
            }

            assertThat(http.send("GET /orm-traces/overview HTTP/1.1", host)).startsWith("HTTP/1.1 200");
            assertThat(http.send("GET /orm-traces/stream HTTP/1.1", host)).startsWith("HTTP/1.1 503");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void pageThatIsOpen_endsWithTheConsole() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("GET /orm-traces/stream HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            BufferedReader events =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (!events.readLine().startsWith("event: hello")) {
                // The head of the response.
            }
            ((TraceKeeper) target.processor()).stop();

            String line = events.readLine();
            while (line != null) {
                line = events.readLine();
            }
        }
    }
}
