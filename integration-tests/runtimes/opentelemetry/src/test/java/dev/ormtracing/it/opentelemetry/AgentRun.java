package dev.ormtracing.it.opentelemetry;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the application in a JVM with the Java agent, and reads the spans that the agent prints. */
final class AgentRun {

    private static final SpanKind[] KINDS = {
        SpanKind.INTERNAL, SpanKind.INTERNAL, SpanKind.SERVER, SpanKind.CLIENT, SpanKind.PRODUCER, SpanKind.CONSUMER
    };

    private static final String OURS = "orm-tracing-";

    private AgentRun() {}

    /**
     * The traces of the application's own spans.
     *
     * @param leftOut the beginning of the names of jars that are not on the application's class path
     */
    static String of(String leftOut, String... settings) {
        return of(LibraryWithAgent.class, leftOut, settings);
    }

    /** The same of an application that has nothing of this library. */
    static String ofOthers(String... settings) {
        return of(ApplicationOfTheAgent.class, OURS, settings);
    }

    /** The jars of this library, with commas between them. */
    static String ours() {
        return classPath().filter(entry -> isNamed(entry, OURS)).collect(Collectors.joining(","));
    }

    private static String of(Class<?> main, String leftOut, String... settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + System.getProperty("javaagent"),
                "-Dotel.traces.exporter=logging-otlp",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none"));
        command.addAll(List.of(settings));
        command.addAll(List.of("-cp", classPathWithout(leftOut), main.getName()));
        List<String> output = run(command);
        List<SpanData> spans = output.stream()
                .filter(line -> line.contains("{\"resource\""))
                .flatMap(line -> spans(JsonParser.parseString(line.substring(line.indexOf("{\"resource\"")))
                        .getAsJsonObject()))
                .toList();
        if (spans.isEmpty()) {
            throw new AssertionError("no spans in\n" + String.join("\n", output));
        }
        return Traces.of(spans).trees().stream()
                        .filter(tree -> tree.span()
                                .getInstrumentationScopeInfo()
                                .getName()
                                .equals("library"))
                        .map(SpanTree::toString)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String classPathWithout(String jar) {
        return classPath().filter(entry -> !isNamed(entry, jar)).collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> classPath() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator));
    }

    private static boolean isNamed(String entry, String jar) {
        return Path.of(entry).getFileName().toString().startsWith(jar);
    }

    private static List<String> run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            int code = process.waitFor();
            if (code != 0) {
                throw new AssertionError("exit code " + code + "\n" + String.join("\n", lines));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<SpanData> spans(JsonObject resourceSpans) {
        return elements(resourceSpans, "scopeSpans").flatMap(scopeSpans -> {
            String scope = scopeSpans.getAsJsonObject("scope").get("name").getAsString();
            return elements(scopeSpans, "spans").map(span -> span(span, scope));
        });
    }

    private static SpanData span(JsonObject span, String scope) {
        String traceId = span.get("traceId").getAsString();
        JsonElement parent = span.get("parentSpanId");
        return TestSpanData.builder()
                .setName(span.get("name").getAsString())
                .setKind(KINDS[span.get("kind").getAsInt()])
                .setSpanContext(context(traceId, span.get("spanId").getAsString()))
                .setParentSpanContext(
                        parent == null ? SpanContext.getInvalid() : context(traceId, parent.getAsString()))
                .setStartEpochNanos(span.get("startTimeUnixNano").getAsLong())
                .setEndEpochNanos(span.get("endTimeUnixNano").getAsLong())
                .setInstrumentationScopeInfo(InstrumentationScopeInfo.create(scope))
                .setAttributes(attributes(span))
                .setStatus(StatusData.unset())
                .setHasEnded(true)
                .build();
    }

    private static Attributes attributes(JsonObject span) {
        AttributesBuilder attributes = Attributes.builder();
        elements(span, "attributes").forEach(attribute -> {
            JsonElement text = attribute.getAsJsonObject("value").get("stringValue");
            if (text != null) {
                attributes.put(attribute.get("key").getAsString(), text.getAsString());
            }
        });
        return attributes.build();
    }

    private static SpanContext context(String traceId, String spanId) {
        return SpanContext.create(traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static Stream<JsonObject> elements(JsonObject object, String key) {
        JsonElement array = object.get(key);
        return array == null
                ? Stream.empty()
                : array.getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject);
    }
}
