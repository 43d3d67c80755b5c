package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SpanNode;
import dev.ormtracing.testing.internal.fact.SqlText;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a test has done.
 *
 * @param idleConnection how long a connection may be idle in a transaction
 */
record TestSpans(List<SpanNode> all, Duration idleConnection) {

    Stream<SpanNode> operations() {
        return all.stream().filter(SpanNode::isOperation);
    }

    Stream<SpanNode> queries() {
        return all.stream().filter(SpanNode::isQuery);
    }

    /** Those that HQL, criteria or native SQL of the application have become. */
    Stream<SpanNode> selectsOfQueries() {
        return queries()
                .filter(span -> span.text("orm.load").equals("query"))
                .filter(span -> SqlText.of(span.sql()).isSelect());
    }

    Stream<SpanNode> ofType(String type) {
        return all.stream().filter(span -> span.is(type));
    }
}
