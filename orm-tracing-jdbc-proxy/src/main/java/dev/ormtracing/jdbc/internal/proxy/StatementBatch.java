package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.jdbc.internal.database.Database;
import dev.ormtracing.jdbc.internal.database.DatabaseSystem;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import dev.ormtracing.jdbc.internal.database.SqlDescription;
import dev.ormtracing.jdbc.internal.sql.SqlText;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements that wait for {@code executeBatch}. Not thread-safe, as the statement it belongs to. */
final class StatementBatch {

    static final StatementBatch EMPTY = new StatementBatch();

    /** Further texts are counted, not shown. */
    private static final int MAX_TEXTS = 100;

    /** {@code INSERT INTO t}, {@code DELETE FROM t}, {@code UPDATE t SET}. */
    private static final int FIRST_WORDS = 3;

    /** The text of a prepared statement, which all parameter sets have. */
    private final @Nullable String preparedSql;

    private final ConnectionSpans.@Nullable Prepared statement;

    private final List<String> texts = new ArrayList<>(0);
    private int size;

    /** A text that is not kept does something else than the first. */
    private boolean othersFollow;

    StatementBatch() {
        this.preparedSql = null;
        this.statement = null;
    }

    StatementBatch(String preparedSql, ConnectionSpans.Prepared statement) {
        this.preparedSql = preparedSql;
        this.statement = statement;
    }

    /** Adds a set of parameters. */
    void add() {
        size++;
    }

    void add(String sql) {
        size++;
        if (texts.size() < MAX_TEXTS) {
            texts.add(sql);
        } else {
            othersFollow = othersFollow || !beginsAlike(sql, texts.get(0));
        }
    }

    /** Whether both do the same with the same table, as far as their first words say so. */
    private static boolean beginsAlike(String sql, String other) {
        int words = 0;
        for (int i = 0; words < FIRST_WORDS; i++) {
            char c = i < sql.length() ? sql.charAt(i) : 0;
            char d = i < other.length() ? other.charAt(i) : 0;
            if (Character.toLowerCase(c) != Character.toLowerCase(d)) {
                return false;
            }
            if (c == 0 || c == '(') {
                return true;
            }
            words += c <= ' ' ? 1 : 0;
        }
        return true;
    }

    /**
     * @param description what {@link #describe} says
     * @param transaction the transaction of a session that has the connection, or null
     * @param prepared the span that was started when the statement was prepared, or null
     */
    @Nullable
    JdbcCall start(
            SqlDescription description,
            OperationTracer tracer,
            @Nullable TransactionSpan transaction,
            Database database,
            @Nullable JdbcCall prepared) {
        if (description.isLeftOut(database)) {
            return null;
        }
        if (size == 1) {
            JdbcCall only = prepared == null
                    ? description.start(tracer, transaction, database)
                    : description.measured(prepared, database);
            if (only != null && statement != null) {
                statement.describeAdded(only, description, database.system);
            }
            return only;
        }
        String summary = description.batchSummary();
        AttributesBuilder attributes = database.attributes.toBuilder();
        String shown = description.shown(database);
        attributes.put(DbAttributes.QUERY_TEXT, shown);
        attributes.put(DbAttributes.QUERY_SUMMARY, summary);
        attributes.put(DbAttributes.STORED_PROCEDURE, description.procedure);
        attributes.put(DbAttributes.BATCH_SIZE, (long) size);
        if (preparedSql != null) {
            description.putOld(attributes, database, shown);
        }
        DescribedStatement statement = new DescribedStatement(summary, description.text, attributes.build());
        JdbcCall span = prepared == null ? tracer.startQuery(transaction, statement) : prepared;
        if (prepared != null) {
            prepared.becomeBatch(statement);
        }
        description.measuredBatch(span, database);
        return span;
    }

    /** Equal texts are shown once; summary and procedure are those that all have, or none. */
    SqlDescription describe(Database database) {
        DatabaseSystem system = database.system;
        if (preparedSql != null) {
            return system.prepared(preparedSql);
        }
        Set<String> shown = new LinkedHashSet<>();
        Set<String> summaries = new LinkedHashSet<>();
        Set<@Nullable String> procedures = new LinkedHashSet<>();
        StringBuilder all = new StringBuilder();
        for (String sql : texts) {
            SqlDescription description = system.unprepared(sql);
            if (texts.size() == size && texts.size() == 1) {
                return description;
            }
            shown.add(description.text);
            summaries.add(description.summary);
            procedures.add(description.procedure);
            if (all.length() < SqlText.MAX_LENGTH) {
                all.append(all.isEmpty() ? "" : "; ").append(description.text);
            }
        }
        String text = shown.size() == 1 ? shown.iterator().next() : all.isEmpty() ? null : all.toString();
        return new SqlDescription(
                shown.size() == 1 ? texts.get(0) : "",
                text,
                summaries.size() == 1 && !othersFollow ? summaries.iterator().next() : "",
                procedures.size() == 1 ? procedures.iterator().next() : null);
    }
}
