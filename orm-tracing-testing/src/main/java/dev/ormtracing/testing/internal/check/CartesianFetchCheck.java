package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SpanNode;
import dev.ormtracing.testing.internal.fact.SqlText;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Two collections of one owner are fetched by one join, and each row of one comes with each of the other. */
final class CartesianFetchCheck implements Check {

    /** The word before the condition, and the alias that it compares first. */
    private static final Pattern JOIN = Pattern.compile("(\\w+|\\))\\s+on\\s+\\(?(\\w+)\\.\\w+\\s*=\\s*\\w+\\.\\w+");

    @Override
    public String name() {
        return "cartesian-fetch";
    }

    @Override
    public Severity severity() {
        return Severity.FAIL;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.queries()
                .filter(CartesianFetchCheck::multipliesRows)
                .map(span -> new Finding(
                        span.owner() + ", " + span.summary(),
                        span.owner() + " fetches two collections of one owner by " + span.summary()
                                + ", which multiplies their rows: fetch one, and the other by a query or @BatchSize"));
    }

    private static boolean multipliesRows(SpanNode query) {
        SpanNode operation = query.parent();
        return operation != null
                && operation.number("orm.rows.read") > operation.number("orm.entities.loaded")
                && operation.number("orm.collections.loaded") > 1
                && joinsTwoCollections(SqlText.of(query.sql()));
    }

    /** For a collection Hibernate compares a key of the owner, which is known already; for a reference, that of the new. */
    private static boolean joinsTwoCollections(SqlText sql) {
        Set<String> owners = new HashSet<>();
        Matcher join = sql.matcher(JOIN);
        while (join.find()) {
            if (!join.group(1).equals(join.group(2)) && !owners.add(join.group(2))) {
                return true;
            }
        }
        return false;
    }
}
