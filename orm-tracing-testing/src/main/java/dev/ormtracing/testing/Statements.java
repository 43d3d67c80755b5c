package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.span.QueryText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How failure messages speak of statements. */
final class Statements {

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

    static String textOf(SpanTree query) {
        return QueryText.whole(query.span());
    }
}
