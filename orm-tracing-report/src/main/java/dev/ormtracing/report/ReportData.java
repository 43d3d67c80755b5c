package dev.ormtracing.report;

import dev.ormtracing.testing.SpanTree;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the page of a {@code HtmlReport} shows. Times are nanoseconds since the start of the trace. */
final class ReportData {

    private final String title;
    private final List<SpanTree> trees;
    private final List<ReportSpan> spans;
    private final List<List<ReportSpan>> traces = new ArrayList<>();
    private final long[] starts;

    ReportData(String title, List<SpanTree> trees) {
        this.title = title;
        this.trees = trees;
        spans = ReportSpan.of(trees);
        trees.forEach(tree -> traces.add(new ArrayList<>()));
        spans.forEach(span -> traces.get(span.trace()).add(span));
        starts = traces.stream().mapToLong(ReportData::start).toArray();
    }

    /** The earliest, since clocks of several threads may differ by microseconds. */
    private static long start(List<ReportSpan> trace) {
        return trace.stream()
                .mapToLong(span -> span.data().getStartEpochNanos())
                .min()
                .orElse(0);
    }

    private static long end(List<ReportSpan> trace) {
        return trace.stream().mapToLong(ReportSpan::endEpochNanos).max().orElse(0);
    }

    int traceCount() {
        return traces.size();
    }

    int spanCount() {
        return spans.size();
    }

    int statementCount() {
        return trees.stream().mapToInt(tree -> tree.queries().size()).sum();
    }

    long errorCount() {
        return spans.stream().filter(span -> span.tree().isError()).count();
    }

    int repetitionCount() {
        return ReportRepetitions.json(spans).size();
    }

    Map<String, Object> json() {
        ReportStatements statements = new ReportStatements(spans);
        List<ReportStatements.Shape> shapes = statements.shapes();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("statementCount", statementCount());
        json.put("errorCount", errorCount());
        json.put("phases", Stream.of(ReportPhase.values()).map(ReportPhase::key).toList());
        json.put("traces", traces.stream().map(this::trace).toList());
        json.put("statements", shapes.stream().map(ReportStatements.Shape::json).toList());
        json.put("repetitions", ReportRepetitions.json(spans));
        json.put("spans", spans(statements.bySpan(), shapes));
        return json;
    }

    private Map<String, Object> trace(List<ReportSpan> trace) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", trace.get(0).data().getTraceId());
        json.put("root", trace.get(0).index());
        json.put("start", Instant.ofEpochSecond(0, start(trace)).toString());
        json.put("nanos", end(trace) - start(trace));
        json.put("phases", ReportPhase.list(ReportPhase.sums(trace.stream())));
        return json;
    }

    private List<Map<String, Object>> spans(
            Map<Integer, ReportStatements.Shape> bySpan, List<ReportStatements.Shape> shapes) {
        Map<ReportStatements.Shape, Integer> numbers = new IdentityHashMap<>();
        shapes.forEach(shape -> numbers.put(shape, numbers.size()));
        return spans.stream()
                .map(span -> span(span, numbers.get(bySpan.get(span.index()))))
                .toList();
    }

    private Map<String, Object> span(ReportSpan span, @Nullable Integer statement) {
        SpanData data = span.data();
        ReportSpan parent = span.parent();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", data.getSpanId());
        json.put("trace", span.trace());
        json.put("parent", parent == null ? -1 : parent.index());
        json.put("level", span.level());
        json.put("label", span.label());
        json.put("name", data.getName());
        json.put("type", span.tree().type());
        json.put("phase", ReportPhase.of(span.tree()).ordinal());
        putUnless(
                data.getKind() == SpanKind.INTERNAL,
                json,
                "kind",
                data.getKind().name());
        json.put("start", data.getStartEpochNanos() - starts[span.trace()]);
        json.put("nanos", span.nanos());
        json.put("own", span.ownNanos());
        json.put("statement", statement);
        putUnless(!span.tree().isError(), json, "error", errorOf(span.tree()));
        json.put("attributes", attributes(data.getAttributes()));
        putUnless(data.getEvents().isEmpty(), json, "events", events(span));
        putUnless(data.getLinks().isEmpty(), json, "links", links(data));
        return json;
    }

    private static void putUnless(boolean unwanted, Map<String, Object> json, String key, Object value) {
        if (!unwanted) {
            json.put(key, value);
        }
    }

    private static String errorOf(SpanTree tree) {
        String type = tree.errorType();
        String description = tree.span().getStatus().getDescription();
        return String.join(type == null || description.isEmpty() ? "" : ": ", type == null ? "" : type, description);
    }

    private List<Map<String, Object>> events(ReportSpan span) {
        return span.data().getEvents().stream()
                .map(event -> Map.of(
                        "name", event.getName(),
                        "at", event.getEpochNanos() - starts[span.trace()],
                        "attributes", attributes(event.getAttributes())))
                .toList();
    }

    private static List<Map<String, Object>> links(SpanData data) {
        return data.getLinks().stream()
                .map(link -> Map.of(
                        "trace", link.getSpanContext().getTraceId(),
                        "id", link.getSpanContext().getSpanId(),
                        "attributes", attributes(link.getAttributes())))
                .toList();
    }

    /** Values as text: a script's numbers have 53 bits. */
    private static List<String> attributes(Attributes attributes) {
        List<String> keysAndValues = new ArrayList<>();
        attributes.forEach((key, value) -> {
            keysAndValues.add(key.getKey());
            keysAndValues.add(String.valueOf(value));
        });
        return keysAndValues;
    }
}
