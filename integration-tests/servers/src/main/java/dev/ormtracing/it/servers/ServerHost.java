package dev.ormtracing.it.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A process that runs the servers as long as another one lives. It is a child of the first test JVM that asks for
 * servers, and outlives it: the test JVMs of a build come and go.
 */
final class ServerHost {

    private final ServerDirectory directory;
    private final List<EmbeddedServer> servers;

    private ServerHost(ServerDirectory directory, List<EmbeddedServer> servers) {
        this.directory = directory;
        this.servers = servers;
    }

    /** Arguments: the directory, the process to live for, and optionally the zip of MySQL. */
    public static void main(String[] arguments) {
        ServerDirectory directory = new ServerDirectory(Path.of(arguments[0]));
        List<EmbeddedServer> servers = new ArrayList<>(List.of(new MariaDbServer(), new PostgresServer()));
        if (arguments.length > 2) {
            servers.add(new MySqlServer(Path.of(arguments[2])));
        }
        ServerHost host = new ServerHost(directory, servers);
        Runtime.getRuntime().addShutdownHook(new Thread(host::stop, "stop servers"));
        ProcessHandle.of(Long.parseLong(arguments[1]))
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenRunAsync(() -> {
                    host.stop();
                    System.exit(0);
                });
        directory.publish(host.start());
    }

    // Both hold the monitor: a build that dies while its servers start waits for them, and then stops them.
    private synchronized Properties start() {
        Properties ports = new Properties();
        CompletableFuture<?>[] starts = servers.stream()
                .map(server -> CompletableFuture.runAsync(() -> start(server, ports), task -> new Thread(task).start()))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(starts).join();
        } catch (CompletionException failure) {
            failure.printStackTrace();
            ports.setProperty(ServerDirectory.ERROR, String.valueOf(failure.getCause()));
        }
        return ports;
    }

    private void start(EmbeddedServer server, Properties ports) {
        try {
            ports.setProperty(
                    server.name(), String.valueOf(server.start(directory.path().resolve(server.name()))));
        } catch (Exception failure) {
            throw new IllegalStateException(server.name() + ": " + failure.getMessage(), failure);
        }
    }

    private synchronized void stop() {
        for (EmbeddedServer server : servers) {
            try {
                server.stop();
            } catch (Exception failure) {
                failure.printStackTrace();
            }
        }
        directory.delete();
    }
}
