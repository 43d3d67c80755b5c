package dev.ormtracing.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is written of each query parameter.
 *
 * <p>Called for every parameter of a statement that is recorded, on the thread that executes it and within the time of its
 * span, so it should be quick; it may be called by several threads at once. When it throws, the value is left out.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface QueryParameterRedactor {

    /**
     * What to write of the parameter.
     *
     * @return the value itself, another text, or null to leave the parameter out
     */
    @Nullable
    String redact(QueryParameter parameter);

    /**
     * Leaves out the values of these columns, of whatever table, in whatever case. A parameter whose column is not known is
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
