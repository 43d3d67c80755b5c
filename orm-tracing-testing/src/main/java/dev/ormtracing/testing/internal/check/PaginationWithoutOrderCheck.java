package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SpanNode;
import dev.ormtracing.testing.internal.fact.SqlText;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of a result without an order may overlap. */
final class PaginationWithoutOrderCheck implements Check {

    private static final Pattern OFFSET = Pattern.compile("\\boffset\\b|\\blimit\\s+\\S+?\\s*,");
    private static final Pattern ORDER = Pattern.compile("\\border\\s+by\\b");

    @Override
    public String name() {
        return "pagination-without-order";
    }

    @Override
    public Severity severity() {
        return Severity.FAIL;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.selectsOfQueries()
                .filter(PaginationWithoutOrderCheck::isPageWithoutOrder)
                .map(span -> new Finding(
                        span.owner() + ", " + span.summary(),
                        span.owner() + " reads a page of " + span.summary()
                                + " without an order, so that rows may come twice or never: order by a unique key"));
    }

    /** A limit alone may ask whether there is any row. */
    private static boolean isPageWithoutOrder(SpanNode query) {
        SqlText sql = SqlText.of(query.sql());
        SpanNode operation = query.parent();
        boolean isPage = sql.has(OFFSET) || operation != null && operation.number("orm.result.count") > 1;
        return sql.isLimited() && isPage && !sql.has(ORDER);
    }
}
