package dev.ormtracing.core.internal.name;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/** Internal: the attribute keys that more than one module sets. */
public final class OrmAttributes {

    public static final AttributeKey<String> METHOD = stringKey("method");
    public static final AttributeKey<String> MODEL = stringKey("model");
    public static final AttributeKey<String> NAME = stringKey("name");

    public static final AttributeKey<Long> RESULT_COUNT = longKey("orm.result.count");
    public static final AttributeKey<String> QUERY_TEXT = stringKey("orm.query.text");
    public static final AttributeKey<String> QUERY_NAME = stringKey("orm.query.name");
    public static final AttributeKey<Boolean> LAZY = booleanKey("orm.lazy");
    /** The entity keeps the history of the one that the operation or the statement names. */
    public static final AttributeKey<Boolean> AUDIT = booleanKey("orm.audit");

    public static final AttributeKey<String> ENTITY = stringKey("orm.entity");
    public static final AttributeKey<String> ROLE = stringKey("orm.role");
    public static final AttributeKey<String> LOAD = stringKey("orm.load");
    public static final AttributeKey<String> LOCK_MODE = stringKey("orm.lock_mode");

    /** Which operation has forced the flush, or {@code commit}. */
    public static final AttributeKey<String> FLUSH_CAUSE = stringKey("orm.flush.cause");

    public static final AttributeKey<Long> FLUSH_ENTITIES = longKey("orm.flush.entities");
    public static final AttributeKey<Long> FLUSH_COLLECTIONS = longKey("orm.flush.collections");
    /** Whether Hibernate had the SQL of a query in its plan cache: {@code hit} or {@code miss}. */
    public static final AttributeKey<String> PLAN_CACHE = stringKey("orm.query.plan_cache");

    /** All rows are read, and the page is cut out of them. */
    public static final AttributeKey<Boolean> IN_MEMORY_PAGINATION = booleanKey("orm.query.in_memory_pagination");

    public static final AttributeKey<String> CACHE_OPERATION = stringKey("orm.cache.operation");
    public static final AttributeKey<String> CACHE_REGION = stringKey("orm.cache.region");
    /** Whether a cache had what it was asked for: {@code hit} or {@code miss}. */
    public static final AttributeKey<String> CACHE_RESULT = stringKey("orm.cache.result");

    public static final AttributeKey<Boolean> LARGE_RESULT = booleanKey("orm.large_result");
    public static final AttributeKey<Long> PERSISTENCE_CONTEXT_SIZE = longKey("orm.persistence_context.size");
    public static final AttributeKey<Boolean> LARGE_PERSISTENCE_CONTEXT = booleanKey("orm.persistence_context.large");

    /** Seconds from getting a connection to giving it back. */
    public static final AttributeKey<Double> CONNECTION_HELD_DURATION = doubleKey("orm.connection.held.duration");

    /** Seconds of these in which no statement ran. */
    public static final AttributeKey<Double> CONNECTION_IDLE_DURATION = doubleKey("orm.connection.idle.duration");

    public static final AttributeKey<String> TRANSACTION_ISOLATION = stringKey("orm.transaction.isolation");
    public static final AttributeKey<Boolean> TRANSACTION_READ_ONLY = booleanKey("orm.transaction.read_only");
    public static final AttributeKey<String> TRANSACTION_OUTCOME = stringKey("orm.transaction.outcome");
    public static final AttributeKey<String> ROLLBACK_CAUSE = stringKey("orm.transaction.rollback.cause");
    public static final AttributeKey<String> ROLLBACK_MESSAGE = stringKey("orm.transaction.rollback.message");

    /** What a framework calls the transaction: class and method that demand it, such as {@code OrderService.checkout}. */
    public static final AttributeKey<String> TRANSACTION_NAME = stringKey("orm.transaction.name");

    /** The method of a repository that an operation or a statement runs for, such as {@code Users.findByEmail}. */
    public static final AttributeKey<String> REPOSITORY_METHOD = stringKey("orm.repository.method");

    /** The session's transaction is over, and no other one has begun. */
    public static final AttributeKey<Boolean> AFTER_COMPLETION = booleanKey("orm.transaction.after_completion");

    /** Nobody has completed the transaction, and nobody can any more: its session was dropped. */
    public static final AttributeKey<Boolean> TRANSACTION_LEAKED = booleanKey("orm.transaction.leaked");

    public static final AttributeKey<Boolean> CURSOR_LEAKED = booleanKey("orm.cursor.leaked");

    /** How many equal operations in a row a span stands for. */
    public static final AttributeKey<Long> OPERATION_COUNT = longKey("orm.operation.count");

    /** Seconds that equal operations took in all, of which a span is one. */
    public static final AttributeKey<Double> OPERATION_DURATION = SpanType.OPERATION.duration;

    /** Seconds that the slowest of equal operations took. */
    public static final AttributeKey<Double> LONGEST_OPERATION_DURATION = doubleKey("orm.operation.longest.duration");

    /** How many of equal operations have failed. */
    public static final AttributeKey<Long> OPERATION_ERRORS = longKey("orm.operation.errors");

    /** Seconds, for a cursor, whose rows are read in many short calls. */
    public static final AttributeKey<Double> HYDRATE_DURATION = SpanType.HYDRATE.duration;

    /** Seconds from the start of a statement to its last row, which is read when the statement itself is over. */
    public static final AttributeKey<Double> LAST_ROW_DURATION = doubleKey("orm.db.last_row.duration");

    public static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");

    private OrmAttributes() {}
}
