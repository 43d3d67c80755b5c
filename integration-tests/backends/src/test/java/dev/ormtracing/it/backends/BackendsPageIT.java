package dev.ormtracing.it.backends;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    @ParameterizedTest
    @ValueSource(strings = {"SigNoz", "Jaeger", "Grafana Tempo"})
    void quickstart_sendsWhatItPrints_byOtlp(String backend) throws Exception {
        Page section = PAGE.section(backend);
        String protocol = section.variables().get("OTEL_EXPORTER_OTLP_PROTOCOL");
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            QuickstartProgram quickstart = QuickstartProgram.run(
                    section.variables("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(protocol)));

            assertThat(receiver.spans().stream()
                            .flatMap(resource -> resource.getScopeSpansList().stream())
                            .mapToInt(scope -> scope.getSpansCount())
                            .sum())
                    .isEqualTo(quickstart.exported())
                    .isEqualTo(quickstart.printed());
            assertThat(receiver.spans())
                    .allSatisfy(spans ->
                            assertThat(OtlpTree.resource(spans.getResource())).isEqualTo("service.name=\"library\""));
            assertThat(OtlpTree.of(receiver.spans())).contains("- name=\"User.find\"", " orm:client:db_query CLIENT");
        }
    }

    @Test
    void quickstart_hasALineForEachSpan_onTheConsole() throws Exception {
        QuickstartProgram quickstart =
                QuickstartProgram.run(PAGE.section("Console").variables());

        assertThat(quickstart.lines().filter(line -> line.startsWith("INFO: 'orm:client:")))
                .hasSize(quickstart.exported())
                .hasSize(quickstart.printed());
    }

    /** Of the quickstart, and of the application that the tests send to a Zipkin. */
    @ParameterizedTest
    @ValueSource(strings = {"../../examples/quickstart/target/quickstart", "zipkin/target/application"})
    void zipkinExporter_isTheOneThatRuns(String application) {
        Matcher dependency = Pattern.compile("<artifactId>(.*)</artifactId>\\s*<version>(.*)</version>")
                .matcher(PAGE.section("Zipkin").blocks("xml").get(0));

        assertThat(dependency.find()).isTrue();
        assertThat(ChildJvm.classPath(application + ".classpath"))
                .contains("/" + dependency.group(1) + "-" + dependency.group(2) + ".jar");
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
