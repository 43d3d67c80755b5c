package dev.ormtracing.core;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A value that is about to be recorded on a span as {@code db.query.parameter.<key>}.
 *
 * <p>Table and column are known where the SQL names them plainly: {@code column = ?} and similar comparisons, {@code IN},
 * {@code BETWEEN}, {@code LIKE}, {@code SET}, and the columns of an {@code INSERT}. They are as the SQL writes them, without
 * quotes and schema, an alias replaced by its table. In {@code lower(email) = ?} neither is known.
 *
 * @param table the table of the column, or null when it is not known
 * @param column the column that the value is compared with or written to, or null when it is not known
 * @param key the 0-based index of the parameter, or its name where a procedure's parameter was set by name
 * @param value the value as text, not cut yet; {@code null} for SQL's null, type and length for binary data
 * @since 0.1.0
 */
public record QueryParameter(
        @Nullable String table, @Nullable String column, String key, String value) {

    public QueryParameter {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
    }
}
