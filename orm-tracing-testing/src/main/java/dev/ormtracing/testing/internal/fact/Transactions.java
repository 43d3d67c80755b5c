package dev.ormtracing.testing.internal.fact;

import java.util.List;

/** Where transactions begin and end. */
public final class Transactions {

    private Transactions() {}

    /**
     * JDBC has no span around its transactions. Without Hibernate one tells where each begins, and with it the COMMIT where
     * each ends.
     */
    public static boolean contain(SpanNode write, List<SpanNode> spans) {
        return write.isIn("transaction") || hasBegun(write, spans) || endsBehind(write);
    }

    private static boolean hasBegun(SpanNode write, List<SpanNode> spans) {
        boolean open = false;
        for (SpanNode span : spans.subList(0, spans.indexOf(write))) {
            if (!span.isIn("transaction")) {
                open = span.is("start_transaction") || open && !span.endsTransaction();
            }
        }
        return open;
    }

    private static boolean endsBehind(SpanNode write) {
        SpanNode parent = write.parent();
        return parent != null
                && parent.children().stream()
                        .dropWhile(span -> span != write)
                        .takeWhile(span -> !span.is("start_transaction"))
                        .anyMatch(SpanNode::endsTransaction);
    }
}
