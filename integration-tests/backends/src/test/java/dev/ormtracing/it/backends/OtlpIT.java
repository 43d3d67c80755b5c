package dev.ormtracing.it.backends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.backends.library.Library;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves by OTLP is the tree, with exact names and types, over each protocol. */
class OtlpIT {

    @ParameterizedTest
    @CsvSource({
        "http/protobuf, none, application/x-protobuf null",
        "http/protobuf, gzip, application/x-protobuf gzip",
        "grpc, none, application/grpc null",
        "grpc, gzip, application/grpc gzip"
    })
    void tree_arrivesWithItsTypes(String protocol, String compression, String encoding) throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            Map<String, String> settings = Map.of(
                    "otel.service.name", "library",
                    "otel.resource.attributes", "service.version=1.0",
                    "otel.exporter.otlp.endpoint", receiver.endpoint(protocol),
                    "otel.exporter.otlp.protocol", protocol,
                    "otel.exporter.otlp.compression", compression,
                    "otel.exporter.otlp.timeout", "60000",
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none");
            try (OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> settings)
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk()) {
                try (Library library = new Library(sdk)) {
                    library.serve();
                }
                // To close it waits ten seconds, and drops what was not sent by then.
                sdk.getSdkTracerProvider().forceFlush().join(2, TimeUnit.MINUTES);
            }

            assertThat(receiver.spans().stream()
                            .map(ResourceSpans::getResource)
                            .map(OtlpTree::resource)
                            .collect(Collectors.toSet()))
                    .containsExactly("service.name=\"library\" service.version=\"1.0\"");
            assertThat(OtlpTree.of(receiver.spans())).isEqualTo(OtlpTree.LIBRARY);
            assertThat(receiver.encodings()).containsOnly(encoding);
        }
    }
}
