package dev.ormtracing.core;

import static java.util.Objects.requireNonNull;

import dev.ormtracing.core.internal.measure.TracerSource;
import dev.ormtracing.core.internal.tree.OperationTracer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What to trace with, and how: the entry point, which you pass to the JDBC proxy and the Hibernate module.
 *
 * <p>Safe for use by many threads. Two instances are independent: one never shows what runs under the other. Nothing here
 * throws once an instance is built.
 *
 * @since 0.1.0
 */
public final class OrmTracing {

    private static final OrmTracing GLOBAL = builder().build();

    private final OperationTracer tracer;
    private final StatementSettings statements;
    private final RuntimeSettings runtimeSettings;

    private OrmTracing(Builder builder) {
        tracer = new OperationTracer(builder.enabled ? builder.source : TracerSource.OFF, TracerSettings.of(builder));
        statements = new StatementSettings(builder);
        runtimeSettings = new RuntimeSettings(builder, tracer, statements);
    }

    /** Traces with the given OpenTelemetry and the settings that {@link #builder} starts with. */
    public static OrmTracing create(OpenTelemetry openTelemetry) {
        return builder().openTelemetry(openTelemetry).build();
    }

    /**
     * The default: traces with {@link GlobalOpenTelemetry}, looked up at each use until one is there, so an SDK that is
     * registered after Hibernate has booted is used too. The look-up never fixes the global to a no-op.
     */
    public static OrmTracing global() {
        return GLOBAL;
    }

    /**
     * A builder with the settings of the system properties {@code orm.tracing.<name>}, then of the environment variables
     * {@code ORM_TRACING_<NAME>}, then the defaults. They are read now; what you set on the builder wins over them. See
     * {@link Builder#settings} for the names.
     */
    public static Builder builder() {
        Builder builder = new Builder();
        Setting.applyEnvironment(builder);
        return builder;
    }

    /** Internal: what the other modules of orm-tracing start spans with. Not for applications. */
    public OperationTracer tracer() {
        return tracer;
    }

    /** Internal: what the JDBC proxy shows of statements. Not for applications. */
    public StatementSettings statements() {
        return statements;
    }

    /** Internal: what can be changed while the application runs. Not for applications. */
    public RuntimeSettings runtimeSettings() {
        return runtimeSettings;
    }

    /**
     * Settings of an {@link OrmTracing}. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder extends StatementOptions<Builder> {

        private TracerSource source = TracerSource.global();
        private boolean enabled = true;
        String spanNamePrefix = "orm:client:";
        SpanNaming spanNaming = SpanNaming.PREFIXED;
        Detail detail = Detail.FULL;
        Duration slowOperationThreshold = Duration.ofMillis(100);
        Duration minPhaseDuration = Duration.ZERO;
        Duration cacheThreshold = Duration.ofNanos(100_000);
        boolean recordExceptionMessages;
        int nPlusOneThreshold = 5;
        int mergeOperationsAfter;
        int largeResultThreshold = 1000;
        int largePersistenceContextThreshold = 5000;
        boolean recordCaller;
        boolean metrics;
        boolean logSlowOperations;

        private final List<AttributesProvider> providers = new ArrayList<>();

        Builder() {}

        @Override
        Builder self() {
            return this;
        }

        List<AttributesProvider> providers() {
            List<AttributesProvider> all = new ArrayList<>(AttributesProviders.found());
            all.addAll(providers);
            return all;
        }

        /**
         * Adds attributes of the application to operations and statements. May be called several times. Providers that the
         * {@link java.util.ServiceLoader} finds come first.
         *
         * <p>Default: only those that the service loader finds.
         */
        public Builder addAttributes(AttributesProvider provider) {
            providers.add(requireNonNull(provider, "provider"));
            return this;
        }

        /** The OpenTelemetry to trace with. Default: {@link GlobalOpenTelemetry}, looked up lazily. */
        public Builder openTelemetry(OpenTelemetry openTelemetry) {
            source = TracerSource.of(requireNonNull(openTelemetry, "openTelemetry"));
            return this;
        }

        /**
         * The OpenTelemetry to trace with, if it is created after the first DataSource. When something would be traced,
         * on any thread, the supplier is asked, until it returns; its result is kept. Null means the default. While the
         * supplier throws, nothing is traced.
         */
        public Builder openTelemetry(Supplier<? extends @Nullable OpenTelemetry> supplier) {
            source = TracerSource.suppliedBy(requireNonNull(supplier, "supplier"));
            return this;
        }

        /**
         * Whether anything is traced at all.
         *
         * <p>Default: true.
         */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /**
         * What the span names begin with. With {@code prisma:client:} they are the names that Prisma uses.
         *
         * <p>Default: {@code orm:client:}.
         */
        public Builder spanNamePrefix(String prefix) {
            this.spanNamePrefix = requireNonNull(prefix, "prefix");
            return this;
        }

        /**
         * How spans are named.
         *
         * <p>Default: {@link SpanNaming#PREFIXED}.
         */
        public Builder spanNaming(SpanNaming naming) {
            this.spanNaming = requireNonNull(naming, "naming");
            return this;
        }

        /**
         * How many spans an operation is worth.
         *
         * <p>Default: {@link Detail#FULL}.
         */
        public Builder detail(Detail detail) {
            this.detail = requireNonNull(detail, "detail");
            return this;
        }

        /**
         * How long an operation must take for its phases to be spans with {@link Detail#ADAPTIVE}, and for a line in the
         * log with {@link #logSlowOperations}. A negative threshold is none.
         *
         * <p>Default: 100 ms.
         */
        public Builder slowOperationThreshold(Duration threshold) {
            this.slowOperationThreshold = requireNonNull(threshold, "threshold");
            return this;
        }

        /**
         * How long a phase must take to be a span, at every level of detail; a shorter phase is an attribute.
         *
         * <p>Default: zero.
         */
        public Builder minPhaseDuration(Duration duration) {
            this.minPhaseDuration = requireNonNull(duration, "duration");
            return this;
        }

        /**
         * How long a call on Hibernate's second-level or query cache must take to be a span {@code cache}: caches in this
         * process take less, those on another machine more. A very long duration gives none; zero is for tests.
         *
         * <p>Default: 100 µs.
         */
        public Builder cacheThreshold(Duration threshold) {
            this.cacheThreshold = requireNonNull(threshold, "threshold");
            return this;
        }

        /**
         * Whether exception events carry the messages of the exceptions. Drivers put bound values into messages (the
         * key of a duplicate row, for instance), so by default only types, error codes and stack frames are recorded.
         *
         * <p>Default: false.
         */
        public Builder recordExceptionMessages(boolean record) {
            this.recordExceptionMessages = record;
            return this;
        }

        /**
         * How often equal reads must occur below one operation, transaction or span of the application before that span
         * is marked as an N+1. Reads are equal if they have one lazy role, one operation with one first statement, or one
         * statement. The mark is an event {@code orm.n_plus_one}, attributes to search for, and a line in the log. 0 looks
         * for none.
         *
         * <p>Default: 5.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder nPlusOneThreshold(int times) {
            this.nPlusOneThreshold = SettingText.notNegative(times, "nPlusOneThreshold");
            return this;
        }

        /**
         * Whether there are metrics, through the same OpenTelemetry as the spans: durations of statements and operations,
         * connections, and what goes wrong. They are recorded for unsampled traces too.
         *
         * <p>Default: false.
         */
        public Builder metrics(boolean record) {
            this.metrics = record;
            return this;
        }

        /**
         * Whether operations that take longer than {@link #slowOperationThreshold} are logged, with their phases and
         * statements as a tree, by the logger {@code dev.ormtracing.slow}. Per minute one operation of each name is logged,
         * and ten in all. The text of statements is that of {@code db.query.text}. The trace need not be sampled.
         *
         * <p>Default: false.
         */
        public Builder logSlowOperations(boolean log) {
            this.logSlowOperations = log;
            return this;
        }

        /**
         * How many operations of the same name are spans of their own below one transaction, or below any different
         * span. Further ones of a session become one span, which has their number, their total time, the time of the
         * slowest, and how many have failed. Nothing below it is a span. It is written when the transaction or the session
         * ends. 0 merges none.
         *
         * <p>Default: 0.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder mergeOperationsAfter(int operations) {
            this.mergeOperationsAfter = SettingText.notNegative(operations, "mergeOperationsAfter");
            return this;
        }

        /**
         * How many rows or entities one operation may read before its span is marked with {@code orm.large_result}. 0
         * marks none.
         *
         * <p>Default: 1000.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder largeResultThreshold(int rowsOrEntities) {
            this.largeResultThreshold = SettingText.notNegative(rowsOrEntities, "largeResultThreshold");
            return this;
        }

        /**
         * How many entities a session may manage before its flushes and transactions are marked with {@code
         * orm.persistence_context.large}. 0 marks none.
         *
         * <p>Default: 5000.
         *
         * @throws IllegalArgumentException when it is negative
         */
        public Builder largePersistenceContextThreshold(int entities) {
            this.largePersistenceContextThreshold =
                    SettingText.notNegative(entities, "largePersistenceContextThreshold");
            return this;
        }

        /**
         * Whether operations, and statements outside of one, carry the place in the application where they are called
         * ({@code code.function.name}, {@code code.file.path}, {@code code.line.number}): the first frame of the stack
         * that does not belong to Hibernate, Spring, a pool, the JDK or similar libraries. The stack is walked once per
         * such span, before the sampler is asked, but not below an unsampled span.
         *
         * <p>Default: false.
         */
        public Builder recordCaller(boolean record) {
            this.recordCaller = record;
            return this;
        }

        /**
         * Applies settings that exist as text, such as a framework's configuration. Settings that the look-up knows
         * replace what has been set so far.
         *
         * <p>The names are those of this builder's methods in kebab-case, {@code span-name-prefix} for instance, and
         * {@code query-parameter-hidden-columns} for {@link QueryParameterRedactor#hidingColumns}, a list with commas.
         * Durations are written as {@code 100ms}, {@code 1s} or {@code PT0.1S}; a number alone is milliseconds. Constants
         * may be in lower case. A value that cannot be read is logged once, by its full name and with what is allowed,
         * and ignored; so is a look-up that throws.
         *
         * @param naming turns a setting's name into the name that it has there, as in {@code "orm.tracing."::concat}
         * @param lookup finds the value by that name; null or blank if it is not set
         */
        public Builder settings(UnaryOperator<String> naming, Function<String, @Nullable String> lookup) {
            requireNonNull(naming, "naming");
            requireNonNull(lookup, "lookup");
            Setting.ALL.forEach(setting -> setting.apply(this, naming, lookup));
            return this;
        }

        /** An {@link OrmTracing} with these settings. */
        public OrmTracing build() {
            return new OrmTracing(this);
        }
    }
}
