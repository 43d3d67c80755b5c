package dev.ormtracing.testing.internal.baseline;

/** Writes a {@link Baseline}: one block a test, one line a fact, in an order that does not depend on the run. */
final class BaselineFormat {

    static final String HEADER = """
            # What each test does on the database: orm-tracing compares the next run with it, and writes it with
            # -Dorm.tracing.testing.update=true. Merge it as text, or take either side and run that again.
            """;

    private final StringBuilder text = new StringBuilder(HEADER);

    private BaselineFormat() {}

    static String text(Baseline baseline) {
        BaselineFormat format = new BaselineFormat();
        baseline.tests().values().forEach(format::add);
        return format.text.toString();
    }

    private void add(TestEntry test) {
        text.append('\n').append(test.name()).append('\n');
        test.operations().values().forEach(this::add);
        test.nPlusOnes()
                .forEach(subject -> text.append("  N+1 ").append(subject).append('\n'));
    }

    private void add(OperationEntry operation) {
        text.append("  ");
        if (operation.times() > 0) {
            text.append(operation.times()).append("x ");
        }
        text.append(operation.name());
        part(operation.rows(), "row");
        if (operation.planCache() != PlanCache.UNKNOWN) {
            text.append(operation.planCache() == PlanCache.HIT ? ", plan cache hit" : ", plan cache miss");
        }
        text.append('\n');
        FlushEntry flush = operation.flush();
        if (flush.times() > 0) {
            text.append("    ").append(flush.times()).append("x flush");
            part(flush.entities(), "entity");
            part(flush.inserts(), "insert");
            part(flush.updates(), "update");
            part(flush.deletes(), "delete");
            text.append('\n');
        }
        operation.all().forEach(this::add);
    }

    private void add(StatementEntry statement) {
        text.append("    ").append(statement.times()).append("x ").append(statement.key());
        if (statement.batched() > 0) {
            text.append(", ").append(statement.batched()).append(" in batches");
        }
        text.append('\n');
    }

    private void part(long number, String thing) {
        if (number > 0) {
            text.append(", ").append(Words.count(number, thing));
        }
    }
}
