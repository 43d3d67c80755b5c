package dev.ormtracing.report.internal;

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

/** What a page shows of traces. Times are nanoseconds since the start of the trace. */
public final class ReportData {

    private final String title;
    private final List<SpanTree> trees;
    private final List<ReportSpan> spans;
    private final List<List<ReportSpan>> traces = new ArrayList<>();
    private final long[] starts;

    public ReportData(String title, List<SpanTree> trees) {
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
        return spans.stream().filter(ReportSpan::hasFailed).count();
    }

    int repetitionCount() {
        return ReportRepetitions.json(spans).size();
    }

    /** The names of the phases, in the order in which their times are told. */
    public static List<String> phases() {
        return Stream.of(ReportPhase.values()).map(ReportPhase::key).toList();
    }

    /** Everything. */
    public Map<String, Object> json() {
        ReportStatements statements = new ReportStatements(spans);
        Map<String, Object> json = overview(statements);
        json.put("spans", spans(statements.bySpan(), statements.shapes()));
        return json;
    }

    /** What is told of all traces together, without their spans. */
    public Map<String, Object> overview() {
        return overview(new ReportStatements(spans));
    }

    private Map<String, Object> overview(ReportStatements statements) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("run", ReportRun.json(spans));
        json.put("spanCount", spanCount());
        json.put("statementCount", statementCount());
        json.put("errorCount", errorCount());
        json.put("phases", phases());
        json.put("traces", traces.stream().map(this::trace).toList());
        json.put(
                "statements",
                statements.shapes().stream().map(ReportStatements.Shape::json).toList());
        json.put("operations", ReportOperations.json(spans));
        json.put("repetitions", ReportRepetitions.json(spans));
        return json;
    }

    /** What one line tells of a trace, whose parts may be several trees. */
    public Map<String, Object> summary() {
        long[] sums = ReportPhase.sums(spans.stream());
        List<ReportSpan> starts =
                spans.stream().filter(span -> span.parent() == null).toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("label", starts.isEmpty() ? "" : starts.get(0).label());
        json.put("content", content(0));
        json.put("start", Instant.ofEpochSecond(0, start(spans)).toString());
        json.put("nanos", Math.max(0, end(spans) - start(spans)));
        json.put("spans", spanCount());
        json.put("statements", statementCount());
        json.put("rows", spans.stream().mapToLong(ReportSpan::rows).sum());
        json.put("errors", errorCount());
        json.put("repetitions", repetitionCount());
        json.put("phases", ReportPhase.list(sums));
        return json;
    }

    /** The first operations of a tree: a transaction has no name of its own. */
    private String content(int trace) {
        if (traces.isEmpty()) {
            return "";
        }
        List<String> names = traces.get(trace).stream()
                .filter(ReportSpan::isOperation)
                .map(ReportSpan::label)
                .distinct()
                .limit(4)
                .toList();
        return names.size() < 4 ? String.join(", ", names) : String.join(", ", names.subList(0, 3)) + ", …";
    }

    private Map<String, Object> trace(List<ReportSpan> trace) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", trace.get(0).data().getTraceId());
        json.put("at", trace.get(0).at());
        json.put("label", trace.get(0).label());
        json.put("content", content(trace.get(0).trace()));
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
