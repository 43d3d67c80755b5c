package dev.ormtracing.core.internal.name;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Span names, all built once. Thread-safe. */
public final class SpanNames {

    private final String[] names = new String[SpanType.values().length];
    private final String prepare;
    private final boolean byConvention;

    /** What operations and statements are called that say what they are about; null where they do not. */
    private final @Nullable NamesOfSubjects operations;

    private final @Nullable NamesOfSubjects queries;

    private SpanNames(String prefix, boolean byConvention, boolean described) {
        this.byConvention = byConvention;
        this.prepare = prefix + "prepare";
        for (SpanType type : SpanType.values()) {
            names[type.ordinal()] = described ? step(type) : prefix + type.suffix;
        }
        this.operations = described ? new NamesOfSubjects(of(SpanType.OPERATION)) : null;
        this.queries = described ? new NamesOfSubjects(of(SpanType.DB_QUERY)) : null;
    }

    /** The prefix and the kind of step. */
    public static SpanNames prefixed(String prefix) {
        return new SpanNames(prefix, false, false);
    }

    /** As OpenTelemetry's conventions name operations and statements; further steps are prefixed. */
    public static SpanNames byConvention(String prefix) {
        return new SpanNames(prefix, true, false);
    }

    /** The step in a word, and what it is about. */
    public static SpanNames described() {
        return new SpanNames("", false, true);
    }

    private static String step(SpanType type) {
        return switch (type) {
            case START_TRANSACTION -> "begin";
            case COMMIT_TRANSACTION -> "commit";
            case ROLLBACK_TRANSACTION -> "rollback";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    public String of(SpanType type) {
        return names[type.ordinal()];
    }

    public String operation(String operationName) {
        if (operations != null) {
            return operations.of(operationName);
        }
        return byConvention ? operationName : of(SpanType.OPERATION);
    }

    public String query(String summary) {
        if (queries != null) {
            return queries.of(summary);
        }
        return byConvention && !summary.isEmpty() ? summary : of(SpanType.DB_QUERY);
    }

    /** The name of a statement's span that was prepared and never executed. */
    public String prepare() {
        return prepare;
    }
}
