package dev.ormtracing.it.servers;

import java.nio.file.Path;

/** A database server on a free port of the loopback interface. */
interface EmbeddedServer {

    /** The key of its port in {@link DatabaseServers}. */
    String name();

    /** Starts it with its files in {@code directory}, and returns its port once it answers. */
    int start(Path directory) throws Exception;

    void stop() throws Exception;
}
