package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Queries that differ in a value are translated one by one. */
final class ConcatenatedQueryCheck implements Check {

    /** A value where it stood in the text; a parameter of the application has a name or a number. */
    private static final Pattern VALUE = Pattern.compile("\\?(?!\\d)");

    /** Each length of such a list is translated too. */
    private static final Pattern LIST = Pattern.compile("\\bin\\s*\\(?\\s*[:?]\\w", Pattern.CASE_INSENSITIVE);

    @Override
    public String name() {
        return "plan-cache-miss";
    }

    @Override
    public Severity severity() {
        return Severity.FAIL;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        Map<String, Long> misses = spans.operations()
                .filter(span -> span.text("orm.query.plan_cache").equals("miss"))
                .filter(span -> isConcatenated(span.text("orm.query.text")))
                .collect(Collectors.groupingBy(ConcatenatedQueryCheck::query, TreeMap::new, Collectors.counting()));
        return misses.entrySet().stream()
                .filter(query -> query.getValue() > 1)
                .map(query -> new Finding(
                        query.getKey(),
                        query.getKey() + " is translated " + query.getValue()
                                + " times, for each value anew: a parameter instead of the value"));
    }

    private static boolean isConcatenated(String query) {
        return VALUE.matcher(query).find() && !LIST.matcher(query).find();
    }

    private static String query(SpanNode operation) {
        return operation.owner() + ", " + operation.text("orm.query.text");
    }
}
