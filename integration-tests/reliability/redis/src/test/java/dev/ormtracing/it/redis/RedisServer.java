package dev.ormtracing.it.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A Redis server of one test, on a free port of the loopback interface. It keeps nothing on disk. */
final class RedisServer implements AutoCloseable {

    private static final int MAX_TRIES = 20;

    private final int port;
    private final Process process;

    private RedisServer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Fails where there is no {@code redis-server}. */
    static RedisServer start(Path directory) {
        try {
            for (int attempt = 1; ; attempt++) {
                // Linux gives none of this range to outgoing connections.
                int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
                if (isFree(port)) {
                    RedisServer server = new RedisServer(port, launch(port, directory));
                    if (server.isReady()) {
                        return server;
                    }
                    server.close();
                }
                if (attempt == MAX_TRIES) {
                    throw new IllegalStateException("redis-server does not start");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server, a package of Debian, cannot be started", e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static Process launch(int port, Path directory) throws IOException {
        return new ProcessBuilder(
                        "redis-server",
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--dir",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Reads what it says until it is ready, or has ended. It says little more. */
    private boolean isReady() throws IOException {
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains("Ready to accept connections")) {
                return true;
            }
        }
        return false;
    }

    String address() {
        return "redis://127.0.0.1:" + port;
    }

    /** It takes connections and answers nothing, as behind a network that swallows everything. */
    void stop() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    void kill() {
        process.destroyForcibly();
        join();
    }

    private void signal(String name) {
        try {
            int result = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill -" + name + " has failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void join() {
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("redis-server does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
