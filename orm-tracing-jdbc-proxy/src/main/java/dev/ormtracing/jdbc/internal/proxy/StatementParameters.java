package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.QueryParameter;
import dev.ormtracing.core.QueryParameterRedactor;
import dev.ormtracing.core.StatementSettings;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.jdbc.internal.parameter.ParameterText;
import dev.ormtracing.jdbc.internal.sql.ParameterColumns;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The values that the parameters of a prepared statement have been set to. They become text only when a span shows them: as
 * long as the driver needs them, they are kept as they were given. Not thread-safe, as the statement it belongs to; no
 * method throws.
 */
final class StatementParameters {

    /** The SDK keeps 128 attributes of a span, and those of a failure come after these. */
    static final int MAX_SHOWN = 100;

    private static final String PREFIX = "db.query.parameter.";
    private static final List<AttributeKey<String>> KEYS = IntStream.range(0, MAX_SHOWN)
            .mapToObj(i -> AttributeKey.stringKey(PREFIX + i))
            .toList();

    /** Stands for a parameter that was not set. */
    private static final Object UNSET = new Object();

    private final StatementSettings settings;
    private @Nullable Object[] values = {};

    /** One more than the highest index that was set, shown or not. */
    private int count;

    private @Nullable Map<String, @Nullable Object> named;

    /** Whether they are still those that a batch was given. */
    private boolean added;

    StatementParameters(StatementSettings settings) {
        this.settings = settings;
    }

    /** @param index counted from 1, as JDBC does */
    void set(int index, @Nullable Object value) {
        added = false;
        count = Math.max(count, index);
        if (index > 0 && index <= MAX_SHOWN) {
            makeRoomFor(index);
            values[index - 1] = ParameterText.keepable(value);
        }
    }

    void set(int index, @Nullable Object stream, long length) {
        set(index, ParameterText.keepable(stream, length));
    }

    void set(@Nullable String name, @Nullable Object value) {
        added = false;
        if (named == null) {
            named = new LinkedHashMap<>();
        }
        if (name != null && (named.size() < MAX_SHOWN || named.containsKey(name))) {
            named.put(name, ParameterText.keepable(value));
        }
    }

    void set(@Nullable String name, @Nullable Object stream, long length) {
        set(name, ParameterText.keepable(stream, length));
    }

    /** A batch has got them. */
    void added() {
        added = true;
    }

    boolean areAdded() {
        return added;
    }

    void clear() {
        added = false;
        values = new Object[0];
        count = 0;
        named = null;
    }

    /** Whether they are still to be recorded. */
    boolean areShown() {
        return settings.parameters;
    }

    boolean needsColumns() {
        return settings.redactor() != null;
    }

    /** @param columns where the values go, or null when nobody asks */
    void describe(JdbcCall span, @Nullable ParameterColumns columns) {
        ParameterColumns known = columns != null && columns.matches(count) ? columns : null;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != UNSET) {
                describe(
                        span,
                        KEYS.get(i),
                        known == null ? null : known.table(i),
                        known == null ? null : known.column(i),
                        values[i]);
            }
        }
        if (named != null) {
            named.forEach((name, value) -> describe(span, AttributeKey.stringKey(PREFIX + name), null, null, value));
        }
    }

    private void describe(
            JdbcCall span,
            AttributeKey<String> key,
            @Nullable String table,
            @Nullable String column,
            @Nullable Object value) {
        try {
            String text = ParameterText.of(value, settings.parameterMaxLength());
            QueryParameterRedactor redactor = settings.redactor();
            String shown = redactor == null
                    ? text
                    : redactor.redact(
                            new QueryParameter(table, column, key.getKey().substring(PREFIX.length()), text));
            if (shown != null) {
                span.setAttribute(key, ParameterText.cut(shown, settings.parameterMaxLength()));
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private void makeRoomFor(int index) {
        int size = values.length;
        if (index > size) {
            values = Arrays.copyOf(values, index);
            Arrays.fill(values, size, index, UNSET);
        }
    }
}
