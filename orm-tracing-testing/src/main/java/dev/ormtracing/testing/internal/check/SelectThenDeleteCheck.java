package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.stream.Stream;

/** A row is read only to be deleted. */
final class SelectThenDeleteCheck implements Check {

    @Override
    public String name() {
        return "select-then-delete";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.ofType("transaction").flatMap(SelectThenDeleteCheck::findings);
    }

    private static Stream<Finding> findings(SpanNode transaction) {
        return transaction.stream()
                .filter(span -> span.isQuery() && span.summary().startsWith("delete "))
                .filter(delete -> isReadById(delete, transaction))
                .map(delete -> new Finding(
                        delete.summary(),
                        delete.summary() + " in " + delete.owner() + " of a row that was read by its id before: a"
                                + " delete query, if nothing must cascade"));
    }

    /** And by nothing else: who deletes one of many has looked for it. */
    private static boolean isReadById(SpanNode delete, SpanNode transaction) {
        String table = delete.summary().substring("delete ".length());
        var statements = transaction.stream()
                .filter(SpanNode::isQuery)
                .filter(span -> span.summary().matches("\\w+ \\Q" + table + "\\E(?: .*)?"))
                .toList();
        return statements.size() == 2
                && statements.get(0).text("orm.load").equals("id")
                && statements.get(1) == delete
                && isOnlyWrite(delete, transaction);
    }

    private static boolean isOnlyWrite(SpanNode delete, SpanNode transaction) {
        return transaction.stream().allMatch(span -> span == delete || !span.isWrite());
    }
}
