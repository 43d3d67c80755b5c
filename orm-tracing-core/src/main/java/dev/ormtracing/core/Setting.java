package dev.ormtracing.core;

import dev.ormtracing.core.internal.base.Guard;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A setting that can be given as text: the one list of them all, for every place where they can be written.
 *
 * @param name in kebab-case
 * @param reader throws an {@link IllegalArgumentException} that says what is allowed
 */
record Setting<T>(String name, Function<String, T> reader, BiConsumer<OrmTracing.Builder, T> setter) {

    private static final String PREFIX = "orm.tracing.";

    static final List<Setting<?>> ALL = List.of(
            new Setting<>("enabled", SettingText::bool, OrmTracing.Builder::enabled),
            new Setting<>("span-name-prefix", Function.identity(), OrmTracing.Builder::spanNamePrefix),
            new Setting<>(
                    "span-naming",
                    text -> SettingText.constant(SpanNaming.class, text),
                    OrmTracing.Builder::spanNaming),
            new Setting<>("detail", text -> SettingText.constant(Detail.class, text), OrmTracing.Builder::detail),
            duration("slow-operation-threshold", OrmTracing.Builder::slowOperationThreshold),
            duration("min-phase-duration", OrmTracing.Builder::minPhaseDuration),
            duration("cache-threshold", OrmTracing.Builder::cacheThreshold),
            new Setting<>("record-exception-messages", SettingText::bool, OrmTracing.Builder::recordExceptionMessages),
            new Setting<>("emit-old-database-semconv", SettingText::bool, OrmTracing.Builder::emitOldDatabaseSemconv),
            new Setting<>("record-query-parameters", SettingText::bool, OrmTracing.Builder::recordQueryParameters),
            new Setting<>(
                    "query-parameter-max-length", SettingText::positive, OrmTracing.Builder::queryParameterMaxLength),
            new Setting<>(
                    "query-parameter-hidden-columns",
                    text -> QueryParameterRedactor.hidingColumns(SettingText.list(text)),
                    OrmTracing.Builder::queryParameterRedactor),
            new Setting<>("record-returned-rows", SettingText::bool, OrmTracing.Builder::recordReturnedRows),
            new Setting<>("n-plus-one-threshold", SettingText::zeroOrPositive, OrmTracing.Builder::nPlusOneThreshold),
            new Setting<>(
                    "merge-operations-after", SettingText::zeroOrPositive, OrmTracing.Builder::mergeOperationsAfter),
            new Setting<>(
                    "large-result-threshold", SettingText::zeroOrPositive, OrmTracing.Builder::largeResultThreshold),
            new Setting<>(
                    "large-persistence-context-threshold",
                    SettingText::zeroOrPositive,
                    OrmTracing.Builder::largePersistenceContextThreshold),
            new Setting<>(
                    "query-text", text -> SettingText.constant(QueryText.class, text), OrmTracing.Builder::queryText),
            new Setting<>("leave-out-statements", SettingText::statements, OrmTracing.Builder::leaveOutStatements),
            new Setting<>(
                    "sql-comment",
                    text -> SettingText.constant(SqlComment.class, text),
                    OrmTracing.Builder::sqlComment),
            new Setting<>("propagate-to-session", SettingText::bool, OrmTracing.Builder::propagateToSession),
            new Setting<>("record-caller", SettingText::bool, OrmTracing.Builder::recordCaller),
            new Setting<>("metrics", SettingText::bool, OrmTracing.Builder::metrics),
            new Setting<>("log-slow-operations", SettingText::bool, OrmTracing.Builder::logSlowOperations));

    private static Setting<Duration> duration(String name, BiConsumer<OrmTracing.Builder, Duration> setter) {
        return new Setting<>(name, SettingText::duration, setter);
    }

    /** The environment first, so that system properties win. */
    static void applyEnvironment(OrmTracing.Builder builder) {
        builder.settings(Setting::variable, System::getenv);
        builder.settings(PREFIX::concat, System::getProperty);
    }

    private static String variable(String name) {
        return (PREFIX + name).replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    void apply(OrmTracing.Builder builder, UnaryOperator<String> naming, Function<String, @Nullable String> lookup) {
        try {
            String key = naming.apply(name);
            String text = lookup.apply(key);
            if (text != null && !text.isBlank()) {
                read(builder, key, text);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** @throws IllegalArgumentException that says what is allowed */
    void set(OrmTracing.Builder builder, String text) {
        setter.accept(builder, reader.apply(text.strip()));
    }

    private void read(OrmTracing.Builder builder, String key, String text) {
        try {
            set(builder, text);
        } catch (IllegalArgumentException e) {
            Guard.warnOnce(key + " is \"" + text + "\" and is ignored: " + e.getMessage() + ".");
        }
    }
}
