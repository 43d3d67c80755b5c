package dev.ormtracing.it.backends;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** A Zipkin server, and the application that exports to it. */
final class Zipkin implements AutoCloseable {

    private final int port;
    private final BackendServer server;

    private Zipkin(int port, BackendServer server) {
        this.port = port;
        this.server = server;
    }

    static Zipkin start() throws IOException, InterruptedException {
        int port = BackendServer.freePort();
        Path log = ChildJvm.workingDirectory("zipkin").resolve("zipkin.log");
        BackendServer server = BackendServer.start(
                new ChildJvm(
                        ChildJvm.classPath("zipkin/target/server.classpath") + File.pathSeparator + testClasses(),
                        "-Xmx256m"),
                log,
                "http://127.0.0.1:" + port + "/api/v2",
                "org.springframework.boot.loader.launch.JarLauncher",
                "--armeria.ports[0].ip=127.0.0.1",
                "--armeria.ports[0].port=" + port,
                "--armeria.ports[0].protocols[0]=http");
        return new Zipkin(port, server);
    }

    BackendServer server() {
        return server;
    }

    /** Where its page of a trace is. */
    String page(String traceId) {
        return "http://127.0.0.1:" + port + "/zipkin/traces/" + traceId;
    }

    /** Runs the application with the exporter's own version of the SDK. Returns the id of its trace. */
    String feed() throws IOException, InterruptedException {
        String classPath =
                ChildJvm.classPath("zipkin/target/application.classpath") + File.pathSeparator + testClasses();
        return new ChildJvm(classPath)
                .environment(Page.of("backends.md")
                        .section("Zipkin")
                        .variables("OTEL_EXPORTER_ZIPKIN_ENDPOINT", server.api() + "/spans"))
                .runLibrary();
    }

    private static Path testClasses() {
        return ChildJvm.directory().resolve("target/test-classes");
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
