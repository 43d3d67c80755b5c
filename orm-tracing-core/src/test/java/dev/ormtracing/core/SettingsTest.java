package dev.ormtracing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.internal.LoggedLines;
import dev.ormtracing.core.internal.measure.OldDatabaseKeys;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.tree.OperationTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    /** Text there, a function in code. */
    private static final String HIDDEN_COLUMNS = "query-parameter-hidden-columns";

    private final LoggedLines log = new LoggedLines("dev.ormtracing");
    private final List<String> warnings = log.all();

    @AfterEach
    void stopListening() {
        log.close();
        System.clearProperty("orm.tracing.span-name-prefix");
        System.clearProperty("orm.tracing.enabled");
    }

    @Test
    void everySettingOfTheBuilder_hasAName() {
        List<String> written = Stream.of(OrmTracing.Builder.class.getMethods())
                .filter(method -> method.getDeclaringClass() == OrmTracing.Builder.class
                        || method.getDeclaringClass() == StatementOptions.class)
                .filter(method -> !method.isBridge())
                .map(method -> method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .filter(name -> !List.of("build", "settings", "open-telemetry", "add-attributes")
                        .contains(name))
                .map(name -> name.equals("query-parameter-redactor") ? HIDDEN_COLUMNS : name)
                .toList();

        assertThat(names()).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void reference_listsExactlyThem_withTheirDefaults() throws IOException {
        Map<String, String> table = tableOfReference();

        assertThat(table.keySet()).containsExactlyElementsOf(names());
        assertThat(table.remove(HIDDEN_COLUMNS)).isEqualTo("none");
        assertThat(table.remove("leave-out-statements")).isEqualTo("none");
        assertThat(table.values()).allMatch(text -> text.matches("`.+`"));
        table.replaceAll((name, text) -> text.replace("`", ""));
        assertThat(OrmTracing.builder().settings(name -> name, table::get))
                .usingRecursiveComparison()
                .isEqualTo(OrmTracing.builder());
        assertThat(warnings).isEmpty();
    }

    private static List<String> names() {
        return Setting.ALL.stream().<String>map(Setting::name).toList();
    }

    /** What stands in the columns setting and default. */
    private static Map<String, String> tableOfReference() throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        Files.readAllLines(Path.of("..", "docs", "reference.md")).stream()
                .dropWhile(line -> !line.equals("## Settings"))
                .takeWhile(line -> !line.startsWith("Durations"))
                .map(line -> line.split(" \\| "))
                .filter(columns -> columns[0].matches("\\| `[a-z-]+`"))
                .forEach(columns -> table.put(columns[0].replaceAll("[| `]", ""), columns[1]));
        return table;
    }

    @Test
    void settings_areAskedForByTheirFullNames() {
        List<String> asked = new ArrayList<>();

        OrmTracing.builder().settings("spring."::concat, name -> {
            asked.add(name);
            return null;
        });

        assertThat(asked).hasSize(Setting.ALL.size()).contains("spring.span-name-prefix");
    }

    @Test
    void settings_changeWhatIsTraced() {
        StatementSettings statements = OrmTracing.builder()
                .settings(
                        name -> name,
                        Map.of(
                                "record-query-parameters", "TRUE",
                                "query-parameter-max-length", " 10 ",
                                "query-parameter-hidden-columns", "email, password",
                                "record-returned-rows", "true",
                                "emit-old-database-semconv", "false")::get)
                .build()
                .statements();

        assertThat(statements.parameters).isTrue();
        assertThat(statements.parameterMaxLength()).isEqualTo(10);
        assertThat(statements.redactor().redact(new QueryParameter("users", "email", "0", "a@b")))
                .isNull();
        assertThat(statements.returnedRows()).isTrue();
        assertThat(statements.display().oldKeys()).isEqualTo(OldDatabaseKeys.NONE);
    }

    @Test
    void detail_mayBeWrittenInLowerCase() {
        SpanData operation = operationWith(Map.of("detail", "compact", "span-naming", "convention"));

        assertThat(operation.getName()).isEqualTo("User.find");
        assertThat(operation.getAttributes().get(AttributeKey.doubleKey("orm.serialize.duration")))
                .isNotNull();
    }

    @Test
    void systemProperty_isTheDefaultOfEveryBuilder() {
        System.setProperty("orm.tracing.span-name-prefix", "mine:");

        assertThat(operationWith(Map.of()).getName()).isEqualTo("mine:operation");
    }

    @Test
    void settings_winOverSystemProperties() {
        System.setProperty("orm.tracing.span-name-prefix", "mine:");

        assertThat(operationWith(Map.of("span-name-prefix", "theirs:")).getName())
                .isEqualTo("theirs:operation");
    }

    @Test
    void code_winsOverSettings() {
        OrmTracing.Builder builder =
                OrmTracing.builder().settings(name -> name, Map.of("span-name-prefix", "theirs:")::get);

        assertThat(operationOf(builder.spanNamePrefix("code:")).getName()).isEqualTo("code:operation");
    }

    @Test
    void enabledFalse_isTheDefaultOfWhatIsCreated() {
        System.setProperty("orm.tracing.enabled", "false");

        assertThat(OrmTracing.create(OpenTelemetrySdk.builder().build())
                        .tracer()
                        .isSwitchedOff())
                .isTrue();
    }

    @Test
    void systemPropertyWinsOverEnvironmentVariable_inAProcessOfItsOwn() throws Exception {
        assertThat(child("-Dnothing=set"))
                .isEqualTo("ORM_TRACING_DETAIL is \"tiny\" and is ignored: it may be one of FULL,"
                        + " COMPACT, ADAPTIVE. prefix=environment: rows=true");
        assertThat(child("-Dorm.tracing.span-name-prefix=property:"))
                .isEqualTo("ORM_TRACING_DETAIL is \"tiny\" and is ignored: it may be one of FULL, COMPACT, ADAPTIVE."
                        + " prefix=property: rows=true");
    }

    private static String child(String option) throws IOException, InterruptedException {
        Path log = Files.createTempFile("log", ".properties");
        Files.writeString(log, """
                handlers=java.util.logging.ConsoleHandler
                java.util.logging.SimpleFormatter.format=%5$s%n
                """);
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Djava.util.logging.config.file=" + log,
                option,
                Child.class.getName());
        java.environment().put("ORM_TRACING_SPAN_NAME_PREFIX", "environment:");
        java.environment().put("ORM_TRACING_RECORD_RETURNED_ROWS", "true");
        java.environment().put("ORM_TRACING_DETAIL", "tiny");
        Process process = java.redirectErrorStream(true).start();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        process.getInputStream().transferTo(output);
        process.waitFor();
        Files.delete(log);
        return output.toString(StandardCharsets.UTF_8).strip().replaceAll("\\R", " ");
    }

    /** Says what the environment has set. */
    static final class Child {

        public static void main(String[] arguments) {
            String name = operationWith(Map.of()).getName();
            boolean rows = OrmTracing.builder().build().statements().returnedRows();
            System.out.println("prefix=" + name.replace("operation", "") + " rows=" + rows);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "100ms, PT0.1S",
        "1s, PT1S",
        "500us, PT0.0005S",
        "20ns, PT0.00000002S",
        "250, PT0.25S",
        "2 m, PT2M",
        "PT0.1S, PT0.1S",
        "0, PT0S"
    })
    void duration_isReadAsSpringAndIso8601WriteIt(String text, Duration duration) {
        assertThat(SettingText.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1 day", "soon", "PT-1S", "1e3ms", "99999999999999999999"})
    void otherDuration_isNone(String text) {
        assertThatThrownBy(() -> SettingText.duration(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it may be a duration such as 100ms, 1s or PT0.1S, not below zero");
    }

    @Test
    void wholeNumber_mayBeZeroWhereThatMeansOff() {
        assertThat(SettingText.zeroOrPositive("0")).isZero();
        assertThat(SettingText.zeroOrPositive("5")).isEqualTo(5);
        assertThatThrownBy(() -> SettingText.zeroOrPositive("-1"))
                .hasMessage("it may be a whole number from 0 to 2147483647");
    }

    @Test
    void longestAmount_isStillADuration() {
        assertThat(SettingText.duration("999999999999h")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "on", "On", "yes", "YES", "1", " true "})
    void boolean_isTrueAsSpringTakesIt(String text) {
        assertThat(SettingText.bool(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "off", "OFF", "no", "No", "0", " off "})
    void boolean_isFalseAsSpringTakesIt(String text) {
        assertThat(SettingText.bool(text)).isFalse();
    }

    @Test
    void wrongValue_isReportedByNameOnceAndIgnored() {
        Map<String, String> values = Map.of(
                "a.enabled", "perhaps",
                "a.detail", "tiny",
                "a.query-parameter-max-length", "0",
                "a.min-phase-duration", "-5ms",
                "a.span-name-prefix", "kept:");

        OrmTracing.builder().settings("a."::concat, values::get);
        SpanData operation = operationOf(OrmTracing.builder().settings("a."::concat, values::get));

        assertThat(operation.getName()).isEqualTo("kept:operation");
        assertThat(warnings)
                .containsExactly(
                        "a.enabled is \"perhaps\" and is ignored: it may be true, on, yes or 1, and false, off, no or 0.",
                        "a.detail is \"tiny\" and is ignored: it may be one of FULL, COMPACT, ADAPTIVE.",
                        "a.min-phase-duration is \"-5ms\" and is ignored: it may be a duration such as 100ms, 1s or"
                                + " PT0.1S, not below zero.",
                        "a.query-parameter-max-length is \"0\" and is ignored: it may be a whole number from 1 to"
                                + " 2147483647.");
    }

    @Test
    void valueOfSeveralLines_isLoggedOnOne() {
        Map<String, String> values = Map.of("b.detail", "tiny\nWARNING: forged\u2028more");

        OrmTracing.builder().settings("b."::concat, values::get);

        assertThat(warnings)
                .containsExactly("b.detail is \"tiny WARNING: forged more\" and is ignored: it may be one of FULL,"
                        + " COMPACT, ADAPTIVE.");
    }

    @Test
    void lookupThatThrows_isIgnored() {
        SpanData operation = operationOf(OrmTracing.builder().settings(name -> name, name -> {
            throw new IllegalStateException(name);
        }));

        assertThat(operation.getName()).isEqualTo("orm:client:operation");
    }

    private static SpanData operationWith(Map<String, String> settings) {
        return operationOf(OrmTracing.builder().settings(name -> name, settings::get));
    }

    private static SpanData operationOf(OrmTracing.Builder builder) {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build();
        OperationTracer tracer = builder.openTelemetry(sdk).build().tracer();
        var operation = tracer.startOperation(new Object(), OperationMethod.named("find"), "User", null);
        var statement = tracer.startQuery(
                null, new DescribedStatement("SELECT users", null, io.opentelemetry.api.common.Attributes.empty()));
        statement.end(true);
        operation.end();
        List<SpanData> spans = exporter.getFinishedSpanItems();
        return spans.get(spans.size() - 1);
    }
}
