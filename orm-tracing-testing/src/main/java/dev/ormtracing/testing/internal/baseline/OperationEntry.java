package dev.ormtracing.testing.internal.baseline;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All operations of one name in a test, or what a commit, a transaction or plain JDBC has done.
 *
 * @param times how many operations; 0 of what is none
 * @param statements by their key
 */
public record OperationEntry(
        String name,
        long times,
        long rows,
        PlanCache planCache,
        FlushEntry flush,
        SortedMap<String, StatementEntry> statements) {

    public static OperationEntry named(String name) {
        return new OperationEntry(name, 0, 0, PlanCache.UNKNOWN, FlushEntry.NONE, new TreeMap<>());
    }

    public OperationEntry plus(long moreTimes, long moreRows) {
        return new OperationEntry(name, times + moreTimes, rows + moreRows, planCache, flush, statements);
    }

    public OperationEntry plus(FlushEntry more) {
        return new OperationEntry(name, times, rows, planCache, flush.plus(more), statements);
    }

    public OperationEntry plus(StatementEntry more) {
        SortedMap<String, StatementEntry> all = new TreeMap<>(statements);
        all.merge(more.key(), more, StatementEntry::plus);
        return new OperationEntry(name, times, rows, planCache, flush, all);
    }

    public OperationEntry with(PlanCache use) {
        return new OperationEntry(name, times, rows, use, flush, statements);
    }

    Collection<StatementEntry> all() {
        return statements.values();
    }
}
