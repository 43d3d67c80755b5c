package dev.ormtracing.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that no client library would send, such as one with another host's name. */
public final class RawHttp {

    private final InetAddress address;
    private final int port;

    public RawHttp(int port) {
        this(InetAddress.getLoopbackAddress(), port);
    }

    public RawHttp(InetAddress address, int port) {
        this.address = address;
        this.port = port;
    }

    /** Sends these lines, and gives the whole response. */
    public String send(String... lines) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(60_000);
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
