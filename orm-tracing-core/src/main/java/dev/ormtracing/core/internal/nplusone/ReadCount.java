package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.StatementPurpose;
import org.jspecify.annotations.Nullable;

/** What has been read below one parent, maybe again and again, and how often. Not thread-safe. */
public final class ReadCount {

    private final @Nullable OperationName operation;
    private final StatementKey statement;

    /** Kept by a transaction only, and as long as that runs. */
    private @Nullable DescribedStatement described;

    /** The operation that has loaded the owners, as far as it is known. */
    final @Nullable String loadedBy;

    /** What a statement has loaded, as far as it is known. */
    @Nullable
    StatementPurpose purpose;

    int count;
    long nanos;

    /** How many of them a cache has answered. */
    private int cached;

    /** How many of them have returned one row. */
    private int single;

    private boolean foundNothing = true;

    /** Whether it reads pages; of what is read below a span. */
    private boolean pages;

    private boolean told;

    /** What its statement says, looked at when there are enough of them. */
    private @Nullable RepeatedText repeated;

    ReadCount(
            @Nullable OperationName operation,
            StatementKey statement,
            DescribedStatement described,
            @Nullable String loadedBy) {
        this.operation = operation;
        this.statement = statement;
        this.described = described;
        this.loadedBy = loadedBy;
    }

    /** Whether a read is this one: its lazy role, its operation with its statement, or its statement alone is equal. */
    boolean is(@Nullable OperationName otherOperation, DescribedStatement otherStatement) {
        return operation == otherOperation && (isLazy() || statement.isOf(otherStatement));
    }

    boolean isLazy() {
        return operation != null && operation.isLazy();
    }

    @Nullable
    OperationName operation() {
        return operation;
    }

    /** The role, the operation of a model, or the statement's summary; never anything with values in it. */
    String subject() {
        if (operation != null && operation.isLazy()) {
            return operation.role();
        }
        if (operation != null && (operation.isNamed() || statement.summary == null)) {
            return operation.full;
        }
        String loaded = operation == null ? loaded() : null;
        if (loaded != null) {
            return loaded;
        }
        return statement.summary == null ? "statement" : statement.summary;
    }

    /** The role or the entity that a statement in an operation has loaded, where that is not what the operation is for. */
    @Nullable
    String loaded() {
        StatementPurpose known = purpose;
        if (known == null || known.load() == StatementPurpose.Load.QUERY) {
            return null;
        }
        return known.role() == null ? known.entity() : known.role();
    }

    /**
     * Whether it may be an N+1: not the numbers of a sequence, the pages of one query, and what is asked again and again
     * without any parameter.
     */
    boolean isSuspect(int threshold) {
        if (count < threshold) {
            return false;
        }
        RepeatedText known = repeated;
        return known == null
                || known == RepeatedText.OTHER
                || known == RepeatedText.COUNT
                || known == RepeatedText.KEY && 2 * single > count;
    }

    /** Whether it counts rows, maybe those of a query whose pages are read beside. */
    boolean countsRows() {
        return repeated == RepeatedText.COUNT;
    }

    /** Whether it reads pages of what the other one counts. */
    boolean readsPagesOf(ReadCount other) {
        if (this == other || !(pages || described != null && described.isPage())) {
            return false;
        }
        String counted = other.statement.mainTable();
        return counted == null || counted.equals(statement.mainTable());
    }

    /** Whether no row was there. */
    boolean hasFoundNothing() {
        return foundNothing;
    }

    /** Whether it is told for the first time. */
    boolean isNew() {
        boolean first = !told;
        told = true;
        return first;
    }

    /** @param read the statement, which is this one */
    void add(DescribedStatement read, long moreNanos, long rows, int threshold) {
        count++;
        nanos += moreNanos;
        if (rows == 1) {
            single++;
        }
        if (read.isOfCache()) {
            cached++;
            foundNothing = false;
        }
        foundNothing &= rows == 0;
        if (count >= threshold && repeated == null) {
            repeated = read.repeated();
        }
    }

    /** Adds the same read, of a transaction that has ended. */
    void addAll(ReadCount below, int threshold) {
        count += below.count;
        nanos += below.nanos;
        single += below.single;
        cached += below.cached;
        foundNothing &= below.foundNothing;
        if (count >= threshold && repeated == null && below.described != null) {
            repeated = below.described.repeated();
        }
    }

    /** Whether most of them were answered by a cache on another machine, one by one, and not by the database. */
    boolean isFromCache() {
        return 2 * cached > count;
    }

    boolean isSame(ReadCount other) {
        return operation == other.operation && (isLazy() || statement.isSame(other.statement));
    }

    /** It is going to be counted below a span, which may be open for good. */
    void forgetText() {
        pages = described != null && described.isPage();
        described = null;
    }

    /** Takes back so many reads, and their share of the time. */
    void takeBack(int times) {
        int left = Math.max(0, count - times);
        nanos = count == 0 ? 0 : nanos * left / count;
        single = Math.min(single, left);
        cached = Math.min(cached, left);
        count = left;
    }
}
