package dev.ormtracing.testing.internal.baseline;

import dev.ormtracing.testing.internal.baseline.Change.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The statements of an operation before and after. */
final class StatementComparison {

    /** A change whose test is not known here. */
    record Difference(Kind kind, boolean isRegression, String words) {}

    private final String operation;
    private final List<Difference> changes = new ArrayList<>();
    private final List<StatementEntry> gone = new ArrayList<>();
    private final List<StatementEntry> added = new ArrayList<>();

    StatementComparison(OperationEntry before, OperationEntry after) {
        operation = "`" + after.name() + "`";
        before.all().stream()
                .filter(old -> !after.statements().containsKey(old.key()))
                .forEach(gone::add);
        for (StatementEntry now : after.all()) {
            StatementEntry old = before.statements().get(now.key());
            if (old == null) {
                added.add(now);
            } else {
                compareNumbers(old, now);
            }
        }
        pairChanged();
        gone.forEach(old -> number(-old.times(), old));
        added.forEach(now -> number(now.times(), now));
    }

    List<Difference> changes() {
        return changes;
    }

    private void compareNumbers(StatementEntry old, StatementEntry now) {
        if (now.batched() < old.batched() && now.times() > old.times()) {
            change(
                    Kind.BATCH,
                    true,
                    statement(now) + " lost its batch: " + Words.count(now.times(), "statement") + " instead of "
                            + old.times());
        } else if (now.times() != old.times()) {
            number(now.times() - old.times(), now);
        } else if (now.batched() != old.batched()) {
            change(
                    Kind.BATCH,
                    now.batched() < old.batched(),
                    statement(now) + " has " + now.batched() + " in batches instead of " + old.batched());
        }
    }

    /** A statement that has gained a join or a column is no new one. */
    private void pairChanged() {
        for (Iterator<StatementEntry> all = added.iterator(); all.hasNext(); ) {
            StatementEntry now = all.next();
            Optional<StatementEntry> before = gone.stream()
                    .filter(old -> old.subject().equals(now.subject()))
                    .findFirst();
            if (before.isPresent()) {
                gone.remove(before.get());
                all.remove();
                reshaped(before.get(), now);
            }
        }
    }

    private void reshaped(StatementEntry old, StatementEntry now) {
        boolean wider = now.shape().isWiderThan(old.shape());
        String intro = wider ? "wider fetch: " : "";
        change(
                Kind.FETCH,
                wider,
                intro + "`" + now.summary() + "`" + now.shape() + " in " + operation + " instead of `" + old.summary()
                        + "`" + old.shape());
        if (now.times() != old.times()) {
            number(now.times() - old.times(), now);
        }
    }

    private void number(long more, StatementEntry statement) {
        change(
                Kind.STATEMENTS,
                more > 0,
                Comparison.signed(more) + " " + Words.things(Math.abs(more), "statement") + " " + statement(statement));
    }

    private String statement(StatementEntry statement) {
        return "`" + statement.summary() + "` in " + operation;
    }

    private void change(Kind kind, boolean isRegression, String words) {
        changes.add(new Difference(kind, isRegression, words));
    }
}
