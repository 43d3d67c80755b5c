package dev.ormtracing.core.internal.name;

/** Span names, all built once. */
public final class SpanNames {

    private final String[] names = new String[SpanType.values().length];
    private final String prepare;
    private final boolean byConvention;

    public SpanNames(String prefix, boolean byConvention) {
        this.byConvention = byConvention;
        this.prepare = prefix + "prepare";
        for (SpanType type : SpanType.values()) {
            names[type.ordinal()] = prefix + type.suffix;
        }
    }

    public String of(SpanType type) {
        return names[type.ordinal()];
    }

    public String operation(String operationName) {
        return byConvention ? operationName : of(SpanType.OPERATION);
    }

    public String query(String summary) {
        return byConvention && !summary.isEmpty() ? summary : of(SpanType.DB_QUERY);
    }

    /** The name of a statement's span that was prepared and never executed. */
    public String prepare() {
        return prepare;
    }
}
