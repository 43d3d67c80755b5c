package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.core.internal.measure.OldDatabaseKeys;
import dev.ormtracing.core.internal.measure.StatementShape;
import dev.ormtracing.core.internal.tree.AwaitedExecution;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.jdbc.internal.sql.ParameterColumns;
import dev.ormtracing.jdbc.internal.sql.SqlDialect;
import dev.ormtracing.jdbc.internal.sql.SqlSummary;
import dev.ormtracing.jdbc.internal.sql.SqlText;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/** What spans say about a statement. Immutable but for what is kept once it was asked for. */
public final class SqlDescription {

    public final @Nullable String text;
    public final String summary;
    public final @Nullable String procedure;
    private volatile @Nullable Ready ready;
    private volatile @Nullable Shapes shapes;
    private volatile @Nullable ParameterColumns columns;

    /** An INSERT gives back what it has made; only a query's rows are read for what they say. */
    public boolean isInsert() {
        return summary.regionMatches(true, 0, "insert", 0, "insert".length());
    }

    private record Ready(Database database, Attributes attributes) {}

    /** The shapes of one execution and of batches. */
    private record Shapes(Database database, StatementShape single, StatementShape batch) {}

    public SqlDescription(@Nullable String text, String summary, @Nullable String procedure) {
        this.text = text;
        this.summary = summary;
        this.procedure = procedure;
    }

    /** Describes text that came without parameters: it may hold values. */
    static SqlDescription unprepared(String sql, SqlDialect dialect) {
        SqlText text = SqlText.of(sql, dialect);
        SqlSummary summary = text.summary();
        return new SqlDescription(text.withoutLiterals(), summary.text(), summary.procedure());
    }

    /** Describes text that was prepared and is shown as it is; the summary says all of a JDBC call escape. */
    static SqlDescription prepared(String sql, SqlDialect dialect) {
        SqlText text = SqlText.of(sql, dialect);
        SqlSummary summary = text.summary();
        return new SqlDescription(summary.isCallEscape() ? null : text.prepared(), summary.text(), summary.procedure());
    }

    /** @param transaction the transaction of a session that has the connection, or null */
    public @Nullable JdbcCall start(OperationTracer tracer, @Nullable TransactionSpan transaction, Database database) {
        return measured(tracer.startQuery(transaction, summary, attributes(database)), database);
    }

    /**
     * Starts the span of a statement that has been prepared for this execution.
     *
     * @param likely what the running frame most likely is, or null
     */
    public @Nullable JdbcCall startPrepared(
            OperationTracer tracer, @Nullable Frame likely, @Nullable TransactionSpan transaction, Database database) {
        return measured(tracer.startPreparedQuery(likely, transaction, summary, attributes(database)), database);
    }

    /** Says of a call what it shares with others of its kind. */
    public @Nullable JdbcCall measured(@Nullable JdbcCall span, Database database) {
        if (span != null && span.isMeasured()) {
            span.shape(shapes(database).single);
        }
        return span;
    }

    public void measuredBatch(@Nullable JdbcCall span, Database database) {
        if (span != null && span.isMeasured()) {
            span.shape(shapes(database).batch);
        }
    }

    private Shapes shapes(Database database) {
        Shapes known = shapes;
        if (known == null || known.database != database) {
            known = new Shapes(database, database.shape(summary, text), database.shape(batchSummary(), text));
            shapes = known;
        }
        return known;
    }

    public String batchSummary() {
        return summary.isEmpty() ? "BATCH" : SqlSummary.cut("BATCH " + summary);
    }

    /** Starts the span of a statement that is about to be prepared. */
    public @Nullable AwaitedExecution prepare(
            OperationTracer tracer, @Nullable TransactionSpan transaction, Database database) {
        return tracer.prepareQuery(transaction, summary, attributes(database));
    }

    Attributes attributes(Database database) {
        Ready known = ready;
        if (known == null || known.database != database) {
            known = new Ready(database, put(database).build());
            ready = known;
        }
        return known.attributes;
    }

    /** Where the parameters of this text go; found out when it is first asked for. */
    public ParameterColumns columns(String sql, DatabaseSystem system) {
        ParameterColumns known = columns;
        if (known == null) {
            known = SqlText.columns(sql, system.dialect());
            columns = known;
        }
        return known;
    }

    private AttributesBuilder put(Database database) {
        AttributesBuilder attributes = database.attributes.toBuilder();
        // The builder leaves null values out.
        attributes.put(DbAttributes.QUERY_TEXT, text);
        attributes.put(DbAttributes.STORED_PROCEDURE, procedure);
        putOld(attributes, database);
        return summary.isEmpty() ? attributes : attributes.put(DbAttributes.QUERY_SUMMARY, summary);
    }

    /** Adds what the conventions before the stable ones have of a single text, if that is asked for. */
    public void putOld(AttributesBuilder attributes, Database database) {
        if (database.oldKeys == OldDatabaseKeys.ALL && text != null) {
            OldDbAttributes.put(attributes, text, database.system);
        }
    }
}
