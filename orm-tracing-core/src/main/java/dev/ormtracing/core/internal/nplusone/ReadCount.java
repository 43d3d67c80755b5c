package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What has been read below one parent, maybe again and again, and how often. Not thread-safe. */
public final class ReadCount {

    public static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");

    private final @Nullable OperationName operation;
    private final Attributes statement;
    private final @Nullable String text;

    /** The operation that has loaded the owners, as far as it is known. */
    final @Nullable String loadedBy;

    /** What a statement has loaded, as far as it is known. */
    @Nullable
    String role;

    int count;
    long nanos;
    private @Nullable Boolean sequenceCall;

    ReadCount(@Nullable OperationName operation, Attributes statement, @Nullable String loadedBy) {
        this.operation = operation;
        this.statement = statement;
        this.text = statement.get(TEXT);
        this.loadedBy = loadedBy;
    }

    /** Whether a read is this one: its lazy role, its operation with its statement, or its statement alone is equal. */
    boolean is(@Nullable OperationName otherOperation, Attributes otherStatement) {
        if (operation != otherOperation) {
            return false;
        }
        return isLazy()
                || statement == otherStatement
                || text != null && Objects.equals(text, otherStatement.get(TEXT));
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
        String summary = statement.get(SUMMARY);
        return summary == null ? "statement" : summary;
    }

    /** Whether it fetches the next number of a sequence, whatever dialect says so. */
    boolean isSequenceCall() {
        Boolean known = sequenceCall;
        if (known == null) {
            known = text != null && SequenceCalls.matches(text);
            sequenceCall = known;
        }
        return known;
    }

    void add(long moreNanos) {
        count++;
        nanos += moreNanos;
    }

    /** Takes back so many reads, and their share of the time. */
    void takeBack(int times) {
        int left = Math.max(0, count - times);
        nanos = count == 0 ? 0 : nanos * left / count;
        count = left;
    }
}
