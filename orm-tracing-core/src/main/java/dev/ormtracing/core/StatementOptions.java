package dev.ormtracing.core;

import static java.util.Objects.requireNonNull;

import dev.ormtracing.core.internal.measure.SemconvStability;
import dev.ormtracing.core.internal.measure.StatementPatterns;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an {@link OrmTracing.Builder} that are about statements. Not thread-safe.
 *
 * @param <B> the builder
 * @since 0.1.0
 */
public abstract sealed class StatementOptions<B extends StatementOptions<B>> permits OrmTracing.Builder {

    boolean recordQueryParameters;
    int queryParameterMaxLength = 256;

    @Nullable
    QueryParameterRedactor queryParameterRedactor;

    boolean recordReturnedRows;
    boolean emitOldDatabaseSemconv = SemconvStability.emitOldDatabase();
    QueryText queryText = QueryText.FULL;
    boolean propagateToSession;
    StatementPatterns leftOut = StatementPatterns.NONE;
    SqlComment sqlComment = SqlComment.NONE;

    StatementOptions() {}

    abstract B self();

    /**
     * What spans and logs show of the text of statements and queries: {@code db.query.text}, {@code orm.query.text}, and
     * {@code db.statement} where that is written. N+1, metrics and everything else that is found while the application
     * runs do not depend on it.
     *
     * <p>Default: {@link QueryText#FULL}.
     */
    public B queryText(QueryText shown) {
        this.queryText = requireNonNull(shown, "shown");
        return self();
    }

    /**
     * The statements that leave no span and count nowhere, such as {@code select 1}. A pattern is that of a whole text, in
     * which {@code *} stands for anything; case, white space and a semicolon at the end do not matter. {@code
     * table:qrtz_*} is that of tables: a statement is left out if all its tables have such names. Other tracers go on to
     * show the statement.
     *
     * <p>Default: none.
     */
    public B leaveOutStatements(String... patterns) {
        this.leftOut = StatementPatterns.of(requireNonNull(patterns, "patterns"));
        return self();
    }

    /**
     * Whether statements carry the values of their parameters, as {@code db.query.parameter.<0-based index>}; those of
     * a procedure that were set by name, as {@code db.query.parameter.<name>}. Batches carry none, and a statement at
     * most its first 100. For binary data, streams and readers, only type and length are recorded; nothing is read.
     *
     * <p>Values are often personal data: see {@link #queryParameterRedactor}.
     *
     * <p>Default: false.
     */
    public B recordQueryParameters(boolean record) {
        this.recordQueryParameters = record;
        return self();
    }

    /**
     * How many characters of a parameter's value are recorded at most; a longer value ends in an ellipsis.
     *
     * <p>Default: 256.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public B queryParameterMaxLength(int characters) {
        this.queryParameterMaxLength = SettingText.positive(characters, "queryParameterMaxLength");
        return self();
    }

    /**
     * The redactor that decides about each value that {@link #recordQueryParameters} would record.
     *
     * <p>Default: none, all values are recorded.
     */
    public B queryParameterRedactor(QueryParameterRedactor redactor) {
        this.queryParameterRedactor = requireNonNull(redactor, "redactor");
        return self();
    }

    /**
     * Whether a statement that returns rows carries their number ({@code db.response.returned_rows}) and the seconds
     * from its start to its last row ({@code orm.db.last_row.duration}). Only rows that the application reads are
     * counted. The span still covers the execution alone, but is exported only when the rows have been read, or when
     * their result set, statement or connection is closed.
     *
     * <p>Default: false.
     */
    public B recordReturnedRows(boolean record) {
        this.recordReturnedRows = record;
        return self();
    }

    /**
     * Whether statements carry {@code db.system} too, the key that the stable conventions have replaced by {@code
     * db.system.name}; with {@code database/dup} in the list below, all old keys. Some backends still look for them.
     *
     * <p>Default: true, unless {@code OTEL_SEMCONV_STABILITY_OPT_IN} in the environment, or the system property
     * {@code otel.semconv-stability.opt-in}, has {@code database} in its list and not {@code database/dup}.
     */
    public B emitOldDatabaseSemconv(boolean emit) {
        this.emitOldDatabaseSemconv = emit;
        return self();
    }

    /**
     * Whether the session of the database is told which span its statements are below, as a {@code traceparent}: SQL Server
     * by {@code CONTEXT_INFO}, which takes a round trip, Oracle by {@code V$SESSION.ACTION}, which goes with the next
     * call. It is told once per change of the span: once for each operation, not for each statement. A place that the
     * application uses itself is left alone. Other databases are told nothing.
     *
     * <p>Default: false.
     */
    public B propagateToSession(boolean propagate) {
        this.propagateToSession = propagate;
        return self();
    }

    /**
     * What statements carry in a comment at their end. It is not in {@code db.query.text}.
     *
     * <p>Default: {@link SqlComment#NONE}.
     */
    public B sqlComment(SqlComment comment) {
        this.sqlComment = requireNonNull(comment, "comment");
        return self();
    }
}
