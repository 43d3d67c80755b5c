package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What has been written in one transaction, maybe again and again, and how often. Not thread-safe. */
final class WriteCount {

    private static final String SEQUENCE =
            "a sequence for the ids, since IDENTITY prevents batches, and hibernate.jdbc.batch_size";

    private final Writer writer;
    private final @Nullable OperationName operation;
    private final DescribedStatement statement;
    private int shape;
    private long lastRun;
    private boolean severalRuns;
    private boolean severalTexts;
    private boolean keys;
    int count;
    long nanos;

    /** @param run when the flush or the operation has begun */
    WriteCount(Writer writer, @Nullable OperationName operation, DescribedStatement statement, long run) {
        this.writer = writer;
        this.operation = operation;
        this.statement = statement;
        this.lastRun = run;
    }

    /** Whether a write is this one. Of queries, the values in the text may differ. */
    boolean is(Writer otherWriter, @Nullable OperationName otherOperation, DescribedStatement otherStatement) {
        if (writer != otherWriter || operation != otherOperation) {
            return false;
        }
        if (statement == otherStatement) {
            return true;
        }
        String text = statement.text;
        String other = otherStatement.text;
        if (Objects.equals(text, other)) {
            return true;
        }
        if (writer != Writer.QUERY || text == null || other == null) {
            return false;
        }
        boolean same = shape() == shape(other);
        severalTexts |= same;
        return same;
    }

    void add(long run, long moreNanos) {
        nanos += moreNanos;
        severalRuns |= run != lastRun;
        // Of the statements of one bulk operation, the first counts.
        if (count == 0 || writer != Writer.QUERY || run != lastRun) {
            count++;
        }
        lastRun = run;
    }

    /** The database makes the keys, also of what a flush cascades to. */
    void keysReturn() {
        keys = true;
    }

    private String ofFlush() {
        if (keys) {
            return SEQUENCE;
        }
        return severalRuns
                ? "one flush for all, and hibernate.jdbc.batch_size"
                : "hibernate.jdbc.batch_size, with order_inserts and order_updates";
    }

    /** The operation of a model, or the statement's summary; never anything with values in it. */
    String subject() {
        String summary = statement.summaryOrNull();
        if (operation != null && (operation.isNamed() || summary == null)) {
            return operation.full;
        }
        return summary == null ? "statement" : summary;
    }

    /** What makes one or few of many. */
    String remedy() {
        return switch (writer) {
            case FLUSH -> ofFlush();
            case PERSIST -> SEQUENCE;
            case STATELESS -> "setJdbcBatchSize";
            case QUERY ->
                severalTexts
                        ? "one statement with an IN list, and parameters instead of values in its text"
                        : "one statement with an IN list";
            case JDBC -> "addBatch and executeBatch, or one statement";
        };
    }

    private int shape() {
        if (shape == 0) {
            shape = shape(Objects.requireNonNullElse(statement.text, ""));
        }
        return shape;
    }

    /** A hash of the text without its numbers and strings. */
    private static int shape(String text) {
        int hash = 1;
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                int end = text.indexOf('\'', i + 1);
                i = end < 0 ? text.length() : end;
                c = '?';
            } else if (Character.isDigit(c) && !Character.isJavaIdentifierPart(before)) {
                while (i + 1 < text.length() && isOfNumber(text.charAt(i + 1))) {
                    i++;
                }
                c = '?';
            }
            hash = 31 * hash + c;
            before = c;
        }
        return hash;
    }

    private static boolean isOfNumber(char c) {
        return Character.isDigit(c) || c == '.';
    }
}
