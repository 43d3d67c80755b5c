package dev.ormtracing.it.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server that takes its time to start. Linux gives none of this range to outgoing connections, of which the
 * tests of other modules open many meanwhile.
 */
final class FreePort {

    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;
    private static final int MAX_TRIES = 100;

    private FreePort() {}

    static int find() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                if (attempt == MAX_TRIES) {
                    throw taken;
                }
            }
        }
    }
}
