package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.core.internal.measure.OldDatabaseKeys;
import dev.ormtracing.core.internal.measure.StatementShape;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.tree.AwaitedExecution;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.jdbc.internal.sql.ParameterColumns;
import dev.ormtracing.jdbc.internal.sql.SqlDialect;
import dev.ormtracing.jdbc.internal.sql.SqlSummary;
import dev.ormtracing.jdbc.internal.sql.SqlText;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What spans say about a statement. Immutable but for what is kept once it was asked for. */
public final class SqlDescription {

    /** As in {@link DatabaseSystem}. */
    private static final int MAX_KEPT = 10 * 1024;

    public final @Nullable String text;
    public final String summary;
    public final @Nullable String procedure;

    /** The beginning of the text that the application executes, for the patterns that leave statements out. */
    private final String executed;

    private volatile @Nullable Ready ready;
    private volatile @Nullable Shapes shapes;
    private volatile @Nullable ParameterColumns columns;

    /** An INSERT gives back what it has made; only a query's rows are read for what they say. */
    public boolean isInsert() {
        return summary.regionMatches(true, 0, "insert", 0, "insert".length());
    }

    /** @param leftOut whether the application wants to see nothing of it */
    private record Ready(Database database, DescribedStatement statement, boolean leftOut) {}

    /** The shapes of one execution and of batches. */
    private record Shapes(Database database, StatementShape single, StatementShape batch) {}

    /** @param executed the text itself */
    public SqlDescription(String executed, @Nullable String text, String summary, @Nullable String procedure) {
        // A long one is not kept, and none but its beginning is described.
        this.executed = executed.length() > MAX_KEPT ? Objects.requireNonNullElse(text, "") : executed;
        this.text = text;
        this.summary = summary;
        this.procedure = procedure;
    }

    /** Describes text that came without parameters: it may hold values. */
    static SqlDescription unprepared(String sql, SqlDialect dialect) {
        SqlText text = SqlText.of(sql, dialect);
        SqlSummary summary = text.summary();
        return new SqlDescription(sql, text.withoutLiterals(), summary.text(), summary.procedure());
    }

    /** Describes text that was prepared and is shown as it is; the summary says all of a JDBC call escape. */
    static SqlDescription prepared(String sql, SqlDialect dialect) {
        SqlText text = SqlText.of(sql, dialect);
        SqlSummary summary = text.summary();
        return new SqlDescription(
                sql, summary.isCallEscape() ? null : text.prepared(), summary.text(), summary.procedure());
    }

    /** @param transaction the transaction of a session that has the connection, or null */
    public @Nullable JdbcCall start(OperationTracer tracer, @Nullable TransactionSpan transaction, Database database) {
        return isLeftOut(database) ? null : measured(tracer.startQuery(transaction, statement(database)), database);
    }

    /**
     * Starts the span of a statement that has been prepared for this execution.
     *
     * @param likely what the running frame most likely is, or null
     */
    public @Nullable JdbcCall startPrepared(
            OperationTracer tracer, @Nullable Frame likely, @Nullable TransactionSpan transaction, Database database) {
        return isLeftOut(database)
                ? null
                : measured(tracer.startPreparedQuery(likely, transaction, statement(database)), database);
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
            known = new Shapes(
                    database,
                    database.shape(summary, shown(database)),
                    database.shape(batchSummary(), shown(database)));
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
        return isLeftOut(database) ? null : tracer.prepareQuery(transaction, statement(database));
    }

    DescribedStatement statement(Database database) {
        return ready(database).statement;
    }

    /** Whether the application wants to see nothing of this statement; decided once. */
    public boolean isLeftOut(Database database) {
        return database.display.leavesOut() && ready(database).leftOut;
    }

    private Ready ready(Database database) {
        Ready known = ready;
        if (known == null || known.database != database) {
            known = new Ready(
                    database,
                    new DescribedStatement(summary, text, put(database).build()),
                    database.display.leavesOut(executed, summary));
            ready = known;
        }
        return known;
    }

    /** What spans and logs show of the text, or null for nothing. */
    public @Nullable String shown(Database database) {
        if (text == null) {
            return null;
        }
        return switch (database.display.queryText()) {
            case FULL -> text;
            case SHAPE -> SqlText.shape(text, database.system.dialect());
            case NONE -> null;
        };
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
        String shown = shown(database);
        attributes.put(DbAttributes.QUERY_TEXT, shown);
        attributes.put(DbAttributes.STORED_PROCEDURE, procedure);
        putOld(attributes, database, shown);
        return summary.isEmpty() ? attributes : attributes.put(DbAttributes.QUERY_SUMMARY, summary);
    }

    /** Adds what the conventions before the stable ones have of a single text, if that is asked for. */
    public void putOld(AttributesBuilder attributes, Database database, @Nullable String shown) {
        if (database.display.oldKeys() == OldDatabaseKeys.ALL && text != null) {
            OldDbAttributes.put(attributes, text, shown, database.system);
        }
    }
}
