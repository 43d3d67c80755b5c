package dev.ormtracing.hibernate;

import dev.ormtracing.core.OrmTracing;

/**
 * Names of the settings, given to Hibernate like any of its own. None is needed. A value that cannot be read is logged
 * and ignored; {@link OrmTracing.Builder#settings} says how values are written as text.
 *
 * @since 0.1.0
 */
public final class OrmTracingSettings {

    /**
     * What to trace with: an {@link OrmTracing}. The settings below, except for the two about the session factory itself,
     * are not looked at then.
     *
     * <p>Default: {@link OrmTracing#global()}, or one of the session factory's own where any of those settings is given. A
     * DataSource that the application wraps should be given the same one.
     */
    public static final String TRACING = "hibernate.orm_tracing.tracing";

    /**
     * Whether the session factory is traced at all: a boolean, or its text.
     *
     * <p>Default: true.
     */
    public static final String ENABLED = "hibernate.orm_tracing.enabled";

    /**
     * Whether sessions may be subclasses of Hibernate's own, which shows the boundary of every call of the
     * application: a boolean, or its text. Without, queries are traced by what Hibernate executes for them.
     *
     * <p>Default: true.
     */
    public static final String SESSION_SUBCLASS = "hibernate.orm_tracing.session_subclass";

    /** A text: see {@link OrmTracing.Builder#spanNamePrefix}. */
    public static final String SPAN_NAME_PREFIX = "hibernate.orm_tracing.span_name_prefix";

    /** A {@link dev.ormtracing.core.SpanNaming}, or its text: see {@link OrmTracing.Builder#spanNaming}. */
    public static final String SPAN_NAMING = "hibernate.orm_tracing.span_naming";

    /** A {@link dev.ormtracing.core.Detail}, or its text: see {@link OrmTracing.Builder#detail}. */
    public static final String DETAIL = "hibernate.orm_tracing.detail";

    /** A {@link java.time.Duration}, or its text: see {@link OrmTracing.Builder#slowOperationThreshold}. */
    public static final String SLOW_OPERATION_THRESHOLD = "hibernate.orm_tracing.slow_operation_threshold";

    /** A {@link java.time.Duration}, or its text: see {@link OrmTracing.Builder#minPhaseDuration}. */
    public static final String MIN_PHASE_DURATION = "hibernate.orm_tracing.min_phase_duration";

    /** A {@link java.time.Duration}, or its text: see {@link OrmTracing.Builder#cacheThreshold}. */
    public static final String CACHE_THRESHOLD = "hibernate.orm_tracing.cache_threshold";

    /** A boolean, or its text: see {@link OrmTracing.Builder#recordExceptionMessages}. */
    public static final String RECORD_EXCEPTION_MESSAGES = "hibernate.orm_tracing.record_exception_messages";

    /** A boolean, or its text: see {@link OrmTracing.Builder#emitOldDatabaseSemconv}. */
    public static final String EMIT_OLD_DATABASE_SEMCONV = "hibernate.orm_tracing.emit_old_database_semconv";

    /** A boolean, or its text: see {@link OrmTracing.Builder#recordQueryParameters}. */
    public static final String RECORD_QUERY_PARAMETERS = "hibernate.orm_tracing.record_query_parameters";

    /** A whole number, or its text: see {@link OrmTracing.Builder#queryParameterMaxLength}. */
    public static final String QUERY_PARAMETER_MAX_LENGTH = "hibernate.orm_tracing.query_parameter_max_length";

    /**
     * Columns: a text with commas, a collection or an array. See {@link
     * dev.ormtracing.core.QueryParameterRedactor#hidingColumns}.
     */
    public static final String QUERY_PARAMETER_HIDDEN_COLUMNS = "hibernate.orm_tracing.query_parameter_hidden_columns";

    /** A boolean, or its text: see {@link OrmTracing.Builder#recordReturnedRows}. */
    public static final String RECORD_RETURNED_ROWS = "hibernate.orm_tracing.record_returned_rows";

    /** A whole number, or its text: see {@link OrmTracing.Builder#nPlusOneThreshold}. */
    public static final String N_PLUS_ONE_THRESHOLD = "hibernate.orm_tracing.n_plus_one_threshold";

    /** A whole number, or its text: see {@link OrmTracing.Builder#mergeOperationsAfter}. */
    public static final String MERGE_OPERATIONS_AFTER = "hibernate.orm_tracing.merge_operations_after";

    /** A whole number, or its text: see {@link OrmTracing.Builder#largeResultThreshold}. */
    public static final String LARGE_RESULT_THRESHOLD = "hibernate.orm_tracing.large_result_threshold";

    /** A whole number, or its text: see {@link OrmTracing.Builder#largePersistenceContextThreshold}. */
    public static final String LARGE_PERSISTENCE_CONTEXT_THRESHOLD =
            "hibernate.orm_tracing.large_persistence_context_threshold";

    /** A {@link dev.ormtracing.core.QueryText}, or its text: see {@link OrmTracing.Builder#queryText}. */
    public static final String QUERY_TEXT = "hibernate.orm_tracing.query_text";

    /** Patterns with semicolons between them: see {@link OrmTracing.Builder#leaveOutStatements}. */
    public static final String LEAVE_OUT_STATEMENTS = "hibernate.orm_tracing.leave_out_statements";

    /** A boolean, or its text: see {@link OrmTracing.Builder#propagateToSession}. */
    public static final String PROPAGATE_TO_SESSION = "hibernate.orm_tracing.propagate_to_session";

    /** A {@link dev.ormtracing.core.SqlComment}, or its text: see {@link OrmTracing.Builder#sqlComment}. */
    public static final String SQL_COMMENT = "hibernate.orm_tracing.sql_comment";

    /** A boolean, or its text: see {@link OrmTracing.Builder#recordCaller}. */
    public static final String RECORD_CALLER = "hibernate.orm_tracing.record_caller";

    /** A boolean, or its text: see {@link OrmTracing.Builder#metrics}. */
    public static final String METRICS = "hibernate.orm_tracing.metrics";

    /** A boolean, or its text: see {@link OrmTracing.Builder#logSlowOperations}. */
    public static final String LOG_SLOW_OPERATIONS = "hibernate.orm_tracing.log_slow_operations";

    private OrmTracingSettings() {}
}
