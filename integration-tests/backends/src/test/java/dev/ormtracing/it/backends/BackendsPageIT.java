package dev.ormtracing.it.backends;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/backends.md tells readers to write. Zipkin's and SkyWalking's part is run against those. */
class BackendsPageIT {

    private static final Page PAGE = Page.of("backends.md");

    @ParameterizedTest
    @ValueSource(strings = {"SigNoz", "Jaeger", "Grafana Tempo"})
    void variables_sendTheTreeByOtlp(String backend) throws Exception {
        Page section = PAGE.section(backend);
        String protocol = section.variables().get("OTEL_EXPORTER_OTLP_PROTOCOL");
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            new ChildJvm(ChildJvm.ownClassPath())
                    .environment(section.variables("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(protocol)))
                    .runLibrary();

            assertThat(OtlpTree.of(receiver.spans())).isEqualTo(OtlpTree.LIBRARY);
        }
    }

    @Test
    void console_hasALineForEachSpan() throws Exception {
        String output = new ChildJvm(ChildJvm.ownClassPath())
                .environment(PAGE.section("Console").variables())
                .run("dev.ormtracing.it.backends.library.LibraryProgram");

        assertThat(output.lines().filter(line -> line.contains("'orm:client:db_query'")))
                .hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http/protobuf"})
    void quickstart_sendsItsTraces(String protocol) throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            String output = new ChildJvm(ChildJvm.ownClassPath())
                    .environment(Map.of(
                            "OTEL_EXPORTER_OTLP_ENDPOINT",
                            receiver.endpoint(protocol),
                            "OTEL_EXPORTER_OTLP_PROTOCOL",
                            protocol))
                    .run("dev.ormtracing.examples.quickstart.Quickstart");

            assertThat(output).contains("operation User.find", "== Gaps");
            assertThat(receiver.spans())
                    .isNotEmpty()
                    .allSatisfy(spans -> assertThat(OtlpTree.resource(spans.getResource()))
                            .isEqualTo("service.name=\"orm-tracing-quickstart\""));
            assertThat(OtlpTree.of(receiver.spans())).contains("- name=\"User.find\"", " orm:client:db_query CLIENT");
        }
    }

    @Test
    void yaml_isParsed() throws Exception {
        List<String> blocks = PAGE.blocks("yaml");

        assertThat(blocks).hasSize(6);
        for (String block : blocks) {
            assertThat(new YAMLMapper().readTree(block).isObject()).isTrue();
        }
    }

    /** A component that a pipeline names has to be configured, and the other way round. */
    @ParameterizedTest
    @ValueSource(strings = {"SigNoz", "Zipkin"})
    void collector_usesWhatItConfigures(String backend) throws Exception {
        JsonNode collector =
                new YAMLMapper().readTree(PAGE.section(backend).blocks("yaml").get(0));
        JsonNode traces = collector.at("/service/pipelines/traces");

        for (String kind : List.of("receivers", "processors", "exporters")) {
            assertThat(traces.get(kind).valueStream().map(JsonNode::textValue).toList())
                    .containsExactlyElementsOf(() -> collector.get(kind).fieldNames());
        }
    }
}
