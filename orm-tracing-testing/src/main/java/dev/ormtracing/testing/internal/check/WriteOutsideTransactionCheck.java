package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.Transactions;
import java.util.stream.Stream;

/** Each statement is committed alone. */
final class WriteOutsideTransactionCheck implements Check {

    @Override
    public String name() {
        return "write-outside-transaction";
    }

    @Override
    public Severity severity() {
        return Severity.FAIL;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.queries()
                .filter(span -> span.isWrite() && !Transactions.contain(span, spans.all()))
                .map(span -> new Finding(
                        span.owner() + ", " + span.summary(),
                        span.summary() + " in " + span.owner() + " is in no transaction: what fails afterwards does"
                                + " not undo it"));
    }
}
