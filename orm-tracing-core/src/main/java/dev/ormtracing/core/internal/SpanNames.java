package dev.ormtracing.core.internal;

/** Span names, all built once. */
final class SpanNames {

    private final String[] names = new String[SpanType.values().length];
    private final String prepare;
    private final boolean byConvention;

    SpanNames(String prefix, boolean byConvention) {
        this.byConvention = byConvention;
        this.prepare = prefix + "prepare";
        for (SpanType type : SpanType.values()) {
            names[type.ordinal()] = prefix + type.suffix;
        }
    }

    String of(SpanType type) {
        return names[type.ordinal()];
    }

    String operation(String operationName) {
        return byConvention ? operationName : of(SpanType.OPERATION);
    }

    String query(String summary) {
        return byConvention && !summary.isEmpty() ? summary : of(SpanType.DB_QUERY);
    }

    /** The name of a statement's span that was prepared and never executed. */
    String prepare() {
        return prepare;
    }
}
