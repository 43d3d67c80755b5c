package dev.ormtracing.it.backends;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An Apache SkyWalking server that takes OTLP over gRPC and answers Zipkin's query API. */
final class SkyWalking implements AutoCloseable {

    /** Read by the server although nothing of it is used; its artifacts do not have them. */
    private static final List<String> EMPTY_FILES = List.of(
            "endpoint-name-grouping.yml",
            "service-apdex-threshold.yml",
            "gateways.yml",
            "alarm-settings.yml",
            "oal/core.oal",
            "oal/disable.oal",
            "otel-rules/none",
            "openapi-definitions/none");

    private static final List<String> FILES =
            List.of("application.yml", "component-libraries.yml", "log4j2.xml", "trace-sampling-policy-settings.yml");

    private final int otlpPort;
    private final BackendServer server;

    private SkyWalking(int otlpPort, BackendServer server) {
        this.otlpPort = otlpPort;
        this.server = server;
    }

    static SkyWalking start() throws IOException, InterruptedException {
        Path configuration = configuration();
        int otlpPort = BackendServer.freePort();
        int queryPort = BackendServer.freePort();
        String classPath = String.join(
                File.pathSeparator,
                configuration.toString(),
                ChildJvm.directory().resolve("target/test-classes").toString(),
                ChildJvm.classPath("skywalking/target/server.classpath"));
        ChildJvm jvm = new ChildJvm(
                classPath,
                "-Xmx400m",
                "-Dlibrary.otlp.port=" + otlpPort,
                "-Dlibrary.query.port=" + queryPort,
                "-Dlibrary.rest.port=" + BackendServer.freePort());
        return new SkyWalking(
                otlpPort,
                BackendServer.start(
                        jvm,
                        configuration.resolve("skywalking.log"),
                        "http://127.0.0.1:" + queryPort + "/zipkin/api/v2",
                        "org.apache.skywalking.oap.server.starter.OAPServerStartUp"));
    }

    BackendServer server() {
        return server;
    }

    /** For {@code OTEL_EXPORTER_OTLP_ENDPOINT}, with the protocol {@code grpc}. */
    String endpoint() {
        return "http://127.0.0.1:" + otlpPort;
    }

    private static Path configuration() throws IOException {
        Path directory = ChildJvm.workingDirectory("skywalking");
        for (String file : FILES) {
            Files.copy(ChildJvm.directory().resolve("src/test/skywalking").resolve(file), directory.resolve(file));
        }
        for (String file : EMPTY_FILES) {
            Files.createDirectories(directory.resolve(file).getParent());
            Files.createFile(directory.resolve(file));
        }
        return directory;
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
