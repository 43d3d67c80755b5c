package dev.ormtracing.jdbc.internal.database;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.ormtracing.jdbc.internal.sql.MainTable;
import dev.ormtracing.jdbc.internal.sql.SqlText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/** What the conventions before the stable ones have of a statement, as OpenTelemetry's own instrumentation writes it. */
final class OldDbAttributes {

    static final AttributeKey<String> NAME = stringKey("db.name");
    static final AttributeKey<String> OPERATION = stringKey("db.operation");
    private static final AttributeKey<String> STATEMENT = stringKey("db.statement");
    private static final AttributeKey<String> TABLE = stringKey("db.sql.table");

    private OldDbAttributes() {}

    /**
     * @param described what may be shown of the statement, which may have literals if it was prepared
     * @param shown what the application wants to be shown of that, or null for nothing
     */
    static void put(AttributesBuilder attributes, String described, @Nullable String shown, DatabaseSystem system) {
        SqlText text = SqlText.of(described, system.dialect());
        MainTable main = text.mainTable();
        // The builder leaves null values out.
        attributes.put(STATEMENT, shown == null ? null : SqlText.sanitize(shown, system.dialect()));
        attributes.put(OPERATION, main.operation());
        attributes.put(TABLE, main.table());
    }
}
