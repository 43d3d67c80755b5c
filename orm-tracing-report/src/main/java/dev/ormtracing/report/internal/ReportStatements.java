package dev.ormtracing.report.internal;

import dev.ormtracing.testing.internal.span.QueryText;
import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statements by their shape: the text, in which lists of parameters may be of any length. */
final class ReportStatements {

    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("db.response.returned_rows");

    /** Lists of {@code in} are as long as the collection at hand, and often padded. */
    private static final Pattern PARAMETER_LIST = Pattern.compile("(?i)\\bin\\s*\\(\\s*\\?(?:\\s*,\\s*\\?)*\\s*\\)");

    static final class Shape {

        private final String text;
        private final @Nullable String summary;
        private final Map<String, Integer> operations = new LinkedHashMap<>();
        private final Durations durations = new Durations();
        private @Nullable Long rows;

        private Shape(String text, @Nullable String summary) {
            this.text = text;
            this.summary = summary;
        }

        private void add(ReportSpan span) {
            durations.add(span);
            operations.merge(span.ranBy(), 1, Integer::sum);
            Long returned = span.tree().attribute(ROWS);
            if (returned != null) {
                rows = returned + (rows == null ? 0 : rows);
            }
        }

        long total() {
            return durations.total();
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("text", text);
            json.put("summary", summary == null ? "" : summary);
            durations.putInto(json);
            if (rows != null) {
                json.put("rows", rows);
            }
            json.put("operations", operations);
            return json;
        }
    }

    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<Integer, Shape> bySpan = new LinkedHashMap<>();

    ReportStatements(List<ReportSpan> spans) {
        spans.stream().filter(ReportSpan::isStatement).forEach(span -> {
            Shape shape = shapes.computeIfAbsent(shapeOf(span), text -> new Shape(text, QueryText.label(span.data())));
            shape.add(span);
            bySpan.put(span.index(), shape);
        });
    }

    private static String shapeOf(ReportSpan span) {
        return PARAMETER_LIST.matcher(QueryText.whole(span.data())).replaceAll("in (?, …)");
    }

    /** The longest total first. */
    List<Shape> shapes() {
        List<Shape> sorted = new ArrayList<>(shapes.values());
        sorted.sort(Comparator.comparingLong(Shape::total).reversed());
        return sorted;
    }

    /** The shapes by the number of each of the spans that are statements. */
    Map<Integer, Shape> bySpan() {
        return bySpan;
    }
}
