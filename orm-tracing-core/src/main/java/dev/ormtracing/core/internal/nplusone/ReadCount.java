package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/** What has been read below one parent, maybe again and again, and how often. Not thread-safe. */
public final class ReadCount {

    public static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");

    private final @Nullable OperationName operation;
    private final StatementKey statement;

    /** The operation that has loaded the owners, as far as it is known. */
    final @Nullable String loadedBy;

    /** What a statement has loaded, as far as it is known. */
    @Nullable
    String role;

    int count;
    long nanos;

    /** Whether it fetches the next number of a sequence, whatever dialect says so; looked at when it repeats. */
    private boolean sequenceCall;

    ReadCount(@Nullable OperationName operation, Attributes statement, @Nullable String loadedBy) {
        this.operation = operation;
        this.statement = StatementKey.of(statement);
        this.loadedBy = loadedBy;
    }

    /** Whether a read is this one: its lazy role, its operation with its statement, or its statement alone is equal. */
    boolean is(@Nullable OperationName otherOperation, Attributes otherStatement, @Nullable String otherText) {
        return operation == otherOperation && (isLazy() || statement.isOf(otherStatement, otherText));
    }

    boolean isLazy() {
        return operation != null && operation.isLazy();
    }

    @Nullable
    OperationName operation() {
        return operation;
    }

    /** The role, the operation, or the statement's summary; never anything with values in it. */
    String subject() {
        if (operation != null) {
            return isLazy() ? operation.role() : operation.full;
        }
        if (role != null) {
            return role;
        }
        return statement.summary == null ? "statement" : statement.summary;
    }

    boolean isSequenceCall() {
        return sequenceCall;
    }

    /** @param read the statement, which is this one; its text is not kept */
    void add(Attributes read, long moreNanos, int threshold) {
        count++;
        nanos += moreNanos;
        if (count == threshold) {
            String text = read.get(TEXT);
            sequenceCall = text != null && SequenceCalls.matches(text);
        }
    }

    /** Takes back so many reads, and their share of the time. */
    void takeBack(int times) {
        int left = Math.max(0, count - times);
        nanos = count == 0 ? 0 : nanos * left / count;
        count = left;
    }
}
