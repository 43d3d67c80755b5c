package dev.ormtracing.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is recorded of each query parameter.
 *
 * <p>A redactor is called for every parameter of a recorded statement, on the thread that executes it and within the time of
 * its span, so it should be quick. Several threads may call it at once. When it throws, the value is left out.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface QueryParameterRedactor {

    /**
     * Returns what to record of the parameter.
     *
     * @return the value itself, a different text, or null to leave the parameter out
     */
    @Nullable
    String redact(QueryParameter parameter);

    /**
     * Leaves out the values of these columns, of any table, in upper or lower case. A parameter whose column is not known is
     * left out too: it may be one of them.
     */
    static QueryParameterRedactor hidingColumns(String... columns) {
        Set<String> hidden =
                Arrays.stream(columns).map(QueryParameterRedactor::folded).collect(Collectors.toUnmodifiableSet());
        return parameter -> {
            String column = parameter.column();
            return column == null || hidden.contains(folded(column)) ? null : parameter.value();
        };
    }

    private static String folded(String column) {
        return column.toLowerCase(Locale.ROOT);
    }
}
