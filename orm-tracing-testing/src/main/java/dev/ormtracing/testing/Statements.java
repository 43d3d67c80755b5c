package dev.ormtracing.testing;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How failure messages speak of statements. */
final class Statements {

    private static final AttributeKey<String> QUERY_TEXT = AttributeKey.stringKey("db.query.text");

    private Statements() {}

    static String count(int number) {
        return number + (number == 1 ? " query" : " queries");
    }

    /** The statements in the order they were sent, numbered, one a line. */
    static String list(List<SpanTree> queries) {
        return IntStream.range(0, queries.size())
                .mapToObj(i -> "  " + (i + 1) + ". " + textOf(queries.get(i)))
                .collect(Collectors.joining("\n"));
    }

    /** The text, since two statements with one summary may differ; the summary when the text was not recorded. */
    static String textOf(SpanTree query) {
        String text = query.attribute(QUERY_TEXT);
        text = text != null ? text : query.queryLabel();
        return text != null ? TreeFormat.onOneLine(text) : "(unknown)";
    }
}
