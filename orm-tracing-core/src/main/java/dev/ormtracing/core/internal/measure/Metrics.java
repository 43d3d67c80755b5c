package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.OrmAttributes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the instruments of one OpenTelemetry. Those of statements and connections are named by OpenTelemetry's
 * conventions for database client metrics, the rest is our own. Thread-safe; no method throws.
 */
public final class Metrics {

    private static final double NANOS_PER_SECOND = 1e9;

    /** What the conventions advise for each duration of a database client. */
    private static final List<Double> SECONDS = List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);

    private static final List<Long> ROWS =
            List.of(1L, 2L, 5L, 10L, 20L, 50L, 100L, 200L, 500L, 1000L, 2000L, 5000L, 10000L);
    private static final List<Long> STATEMENTS = List.of(0L, 1L, 2L, 3L, 5L, 10L, 20L, 50L, 100L, 200L, 500L, 1000L);

    private static final AttributeKey<String> STATUS_CODE = AttributeKey.stringKey("db.response.status_code");
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
    private static final Attributes HIT = Attributes.of(RESULT, "hit");
    private static final Attributes MISS = Attributes.of(RESULT, "miss");

    private final DoubleHistogram statementDuration;
    private final LongHistogram returnedRows;
    private final DoubleHistogram createTime;
    private final DoubleHistogram waitTime;
    private final DoubleHistogram useTime;
    private final DoubleHistogram operationDuration;
    private final LongHistogram operationStatements;
    private final LongCounter nPlusOne;
    private final LongCounter lazyLoads;
    private final LongCounter optimisticLockFailures;
    private final LongCounter planCache;
    private final LongCounter timeouts;
    private final LongUpDownCounter openSessions;
    private final LongCounter transactions;
    private final LongCounter retries;
    private final PoolMetrics pools;

    public Metrics(OpenTelemetry openTelemetry) {
        Meter jdbc = InstrumentationScope.JDBC.meter(openTelemetry);
        Meter meter = InstrumentationScope.HIBERNATE.meter(openTelemetry);
        if (jdbc.getClass() == MeterProvider.noop().get("").getClass()) {
            Guard.warnOnce("Metrics are switched on, but the OpenTelemetry that was found ("
                    + openTelemetry.getClass().getName()
                    + ") has no meter, nor, with Spring Boot, is there a MeterRegistry: nothing is measured.");
        }
        statementDuration = seconds(jdbc, "db.client.operation.duration", "Duration of database client operations.");
        returnedRows = jdbc.histogramBuilder("db.client.response.returned_rows")
                .ofLongs()
                .setUnit("{row}")
                .setDescription("The actual number of records returned by the database operation.")
                .setExplicitBucketBoundariesAdvice(ROWS)
                .build();
        createTime = seconds(jdbc, "db.client.connection.create_time", "The time it took to create a new connection.");
        waitTime = seconds(
                jdbc, "db.client.connection.wait_time", "The time it took to obtain an open connection from the pool.");
        useTime = seconds(
                jdbc,
                "db.client.connection.use_time",
                "The time between borrowing a connection and returning it to the pool.");
        operationDuration = seconds(meter, "orm.operation.duration", "Duration of ORM operations.");
        operationStatements = meter.histogramBuilder("orm.operation.statements")
                .ofLongs()
                .setUnit("{statement}")
                .setDescription("The number of statements that an ORM operation has run.")
                .setExplicitBucketBoundariesAdvice(STATEMENTS)
                .build();
        nPlusOne = counter(meter, "orm.n_plus_one", "{suspect}", "Reads found to repeat below one parent.");
        lazyLoads = counter(
                meter,
                "orm.lazy_loads.outside_transaction",
                "{load}",
                "Lazy loads that went to the database without a transaction.");
        optimisticLockFailures = counter(
                meter, "orm.optimistic_lock.failures", "{failure}", "Operations that failed by an optimistic lock.");
        planCache = counter(
                meter, "orm.query.plan_cache", "{query}", "Executed queries by whether their plan was in the cache.");
        timeouts = counter(
                jdbc,
                "db.client.connection.timeouts",
                "{timeout}",
                "The number of connection timeouts that have occurred trying to obtain a connection from the pool.");
        openSessions = meter.upDownCounterBuilder("orm.session.open")
                .setUnit("{session}")
                .setDescription("Sessions that are open.")
                .build();
        transactions = counter(meter, "orm.transactions", "{transaction}", "Ended transactions by their outcome.");
        retries =
                counter(meter, "orm.retries", "{retry}", "Calls that are tried again after a failure of the database.");
        pools = PoolMetrics.of(openTelemetry);
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }

    private static LongCounter counter(Meter meter, String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .build();
    }

    /**
     * A statement has ended.
     *
     * @param errorType the value of {@code error.type}, null when it has succeeded
     * @param statusCode the value of {@code db.response.status_code}, or null
     */
    public void statementEnds(
            Attributes statement, long nanos, @Nullable String errorType, @Nullable String statusCode) {
        record(statementDuration, nanos, failed(statement, errorType, statusCode));
    }

    /** The rows of a statement have been read. */
    public void rowsReturned(Attributes statement, long rows) {
        record(returnedRows, rows, statement);
    }

    /** The figures that pools tell of themselves. */
    public PoolMetrics pools() {
        return pools;
    }

    /** A connection to the database was opened. */
    public void connectionCreated(Attributes pool, long nanos) {
        record(createTime, nanos, pool);
    }

    /** A pool had no connection to lend in time. Each wrapper on the way of the failure may tell of it. */
    public void connectionTimesOut(Attributes pool, Throwable failure) {
        if (!(ThreadSlots.TIMED_OUT.get() instanceof Reference<?> last && last.get() == failure)) {
            ThreadSlots.TIMED_OUT.set(new WeakReference<>(failure));
            count(timeouts, pool);
        }
    }

    /** A connection was borrowed from a pool. */
    public void connectionWaited(Attributes pool, long nanos) {
        record(waitTime, nanos, pool);
    }

    /** A connection was given back to its pool. */
    public void connectionUsed(Attributes pool, long nanos) {
        record(useTime, nanos, pool);
    }

    /** A session was opened. */
    public void sessionOpens() {
        add(openSessions, 1);
    }

    /** A session that was counted as open is closed. */
    public void sessionCloses() {
        add(openSessions, -1);
    }

    /** A transaction has ended. */
    public void transactionEnds(String outcome) {
        count(transactions, Attributes.of(OrmAttributes.TRANSACTION_OUTCOME, outcome));
    }

    /** A framework tries a call again that has failed. */
    public void retries(Throwable failure) {
        count(
                retries,
                Attributes.of(OrmAttributes.ERROR_TYPE, failure.getClass().getName()));
    }

    /** An operation has ended. */
    public void operationEnds(OperationName name, long nanos, long statements, @Nullable Throwable failure) {
        String errorType = failure == null ? null : failure.getClass().getName();
        record(operationDuration, nanos, failed(name.metricAttributes(), errorType, null));
        record(operationStatements, statements, name.metricAttributes());
    }

    /** The reads below one parent have turned out to be an N+1. */
    public void nPlusOneFound(@Nullable OperationName operation) {
        count(nPlusOne, operation == null ? Attributes.empty() : operation.metricAttributes());
    }

    /** A lazy load went to the database while there was no transaction. */
    void lazyLoadOutsideTransaction(OperationName operation) {
        count(lazyLoads, operation.metricAttributes());
    }

    /** An operation or a commit has failed by an optimistic lock. */
    void optimisticLockFails() {
        count(optimisticLockFailures, Attributes.empty());
    }

    /** A query of HQL or criteria was executed. */
    void planCacheAsked(boolean hit) {
        count(planCache, hit ? HIT : MISS);
    }

    private static void record(DoubleHistogram histogram, long nanos, Attributes attributes) {
        try {
            histogram.record(Math.max(0, nanos) / NANOS_PER_SECOND, attributes);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static void record(LongHistogram histogram, long value, Attributes attributes) {
        try {
            histogram.record(value, attributes);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static void add(LongUpDownCounter counter, long more) {
        try {
            counter.add(more);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static void count(LongCounter counter, Attributes attributes) {
        try {
            counter.add(1, attributes);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static Attributes failed(Attributes attributes, @Nullable String errorType, @Nullable String statusCode) {
        if (errorType == null) {
            return attributes;
        }
        AttributesBuilder failed = attributes.toBuilder().put(OrmAttributes.ERROR_TYPE, errorType);
        return statusCode == null
                ? failed.build()
                : failed.put(STATUS_CODE, statusCode).build();
    }
}
