package dev.ormtracing.testing.internal.regression;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.internal.baseline.FlushEntry;
import dev.ormtracing.testing.internal.baseline.PlanCache;
import dev.ormtracing.testing.internal.baseline.StatementEntry;
import dev.ormtracing.testing.internal.baseline.StatementShape;
import dev.ormtracing.testing.internal.baseline.TestEntry;
import dev.ormtracing.testing.internal.fact.Repetition;
import dev.ormtracing.testing.internal.fact.SpanNode;
import dev.ormtracing.testing.internal.fact.SqlText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a test has done, without what depends on the tests before it: ids from a sequence, the translation of queries, the
 * schema.
 */
final class Recording {

    private static final String BATCH = "BATCH ";

    private final FinishedTest test;
    private final TestEntry entry;
    private final Map<String, String> operationsOfQueries = new TreeMap<>();

    private Recording(FinishedTest test) {
        this.test = test;
        entry = TestEntry.named(TestNames.of(test));
    }

    /** Adds the queries of the test to those of the run. */
    static Recording of(FinishedTest test, PlanCacheUses uses) {
        Recording recording = new Recording(test);
        List<SpanNode> spans = SpanNode.all(test.trees());
        spans.forEach(span -> recording.add(span, uses));
        Repetition.reads(spans).forEach(found -> recording.entry.nPlusOnes().add(found.subject()));
        return recording;
    }

    TestEntry entry() {
        return entry;
    }

    /** The entry, with what the whole run tells of its queries. */
    TestEntry entryAfter(PlanCacheUses uses) {
        operationsOfQueries.forEach((key, operation) ->
                entry.change(operation, before -> before.with(before.planCache().and(uses.of(test.recorder(), key)))));
        return entry;
    }

    private void add(SpanNode span, PlanCacheUses uses) {
        if (span.isOperation() && !isTranslation(span)) {
            long times = Math.max(1, span.number("orm.operation.count"));
            entry.change(span.owner(), before -> before.plus(times, span.number("orm.rows.read")));
            addPlanCache(span, uses);
        } else if (span.is("flush")) {
            FlushEntry flush = new FlushEntry(
                    1,
                    span.number("orm.flush.entities"),
                    span.number("orm.flush.inserts"),
                    span.number("orm.flush.updates"),
                    span.number("orm.flush.deletes"));
            entry.change(span.owner(), before -> before.plus(flush));
        } else if (span.isQuery() && !span.isIdGeneration() && !span.isDefinition()) {
            StatementEntry statement = statement(span);
            entry.change(span.owner(), before -> before.plus(statement));
        }
    }

    /** {@code createQuery} is an operation only where it translates the query. */
    private static boolean isTranslation(SpanNode operation) {
        return operation.text("method").startsWith("create")
                && operation.stream().noneMatch(SpanNode::isQuery);
    }

    private void addPlanCache(SpanNode operation, PlanCacheUses uses) {
        if (!operation.text("orm.query.plan_cache").isEmpty()) {
            operationsOfQueries.put(PlanCacheUses.key(operation), operation.owner());
            PlanCache told = uses.add(test.recorder(), operation);
            entry.change(
                    operation.owner(), before -> before.with(before.planCache().and(told)));
        }
    }

    private static StatementEntry statement(SpanNode span) {
        String summary = span.summary();
        return new StatementEntry(
                oneLine(summary.startsWith(BATCH) ? summary.substring(BATCH.length()) : summary),
                shape(SqlText.of(span.sql())),
                1,
                span.number("db.operation.batch.size"));
    }

    /** Where there is no summary it is the text, in which anything can be. */
    private static String oneLine(String summary) {
        return SqlText.of(summary)
                .template()
                .replaceAll("[(),]", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static StatementShape shape(SqlText sql) {
        return sql.isSelect()
                ? new StatementShape(sql.columns(), sql.joins(), sql.isFiltered(), sql.isLimited())
                : StatementShape.NONE;
    }
}
