package dev.ormtracing.core;

import dev.ormtracing.core.internal.span.SpanDetail;
import dev.ormtracing.core.internal.tree.OperationTracer;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Internal: the settings of one {@link OrmTracing} that can change while the application runs, as text. What runs while one
 * changes may be traced partly in the old way and partly in the new one. Thread-safe. Not for applications.
 *
 * @since 0.1.0
 */
public final class RuntimeSettings {

    private static final Map<String, Function<OrmTracing.Builder, String>> TEXTS = texts();

    /** Of all that are in use, the newest last. */
    private static final List<WeakReference<RuntimeSettings>> ALL = new ArrayList<>();

    private final OperationTracer tracer;
    private final StatementSettings statements;
    private final OrmTracing.Builder values = new OrmTracing.Builder();
    private final Map<String, String> configured;

    RuntimeSettings(OrmTracing.Builder builder, OperationTracer tracer, StatementSettings statements) {
        this.tracer = tracer;
        this.statements = statements;
        this.configured = textsOf(builder);
        values.logSlowOperations(builder.logSlowOperations);
        configured.forEach((name, text) -> setting(name).set(values, text));
        synchronized (ALL) {
            ALL.removeIf(known -> known.get() == null);
            ALL.add(new WeakReference<>(this));
        }
    }

    private static Map<String, Function<OrmTracing.Builder, String>> texts() {
        Map<String, Function<OrmTracing.Builder, String>> texts = new LinkedHashMap<>();
        texts.put("detail", builder -> builder.detail.name().toLowerCase(Locale.ROOT));
        texts.put("slow-operation-threshold", builder -> text(builder.slowOperationThreshold));
        texts.put("min-phase-duration", builder -> text(builder.minPhaseDuration));
        texts.put("cache-threshold", builder -> text(builder.cacheThreshold));
        texts.put("record-query-parameters", builder -> String.valueOf(builder.recordQueryParameters));
        texts.put("n-plus-one-threshold", builder -> String.valueOf(builder.nPlusOneThreshold));
        texts.put("large-result-threshold", builder -> String.valueOf(builder.largeResultThreshold));
        texts.put(
                "large-persistence-context-threshold",
                builder -> String.valueOf(builder.largePersistenceContextThreshold));
        texts.put("record-caller", builder -> String.valueOf(builder.recordCaller));
        return texts;
    }

    /** As {@link SettingText#duration} reads it. */
    private static String text(Duration duration) {
        long nanos = SpanDetail.nanosOf(duration);
        if (nanos % 1_000_000 == 0) {
            return nanos / 1_000_000 + "ms";
        }
        return nanos % 1000 == 0 && nanos < 1_000_000_000_000L
                ? nanos / 1000 + "us"
                : Duration.ofNanos(nanos).toString();
    }

    private static Map<String, String> textsOf(OrmTracing.Builder builder) {
        Map<String, String> texts = new LinkedHashMap<>();
        TEXTS.forEach((name, text) -> texts.put(name, text.apply(builder)));
        return texts;
    }

    private static Setting<?> setting(String name) {
        return Setting.ALL.stream()
                .filter(setting -> setting.name().equals(name) && TEXTS.containsKey(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("it is none of " + TEXTS.keySet()));
    }

    /** Those of this process that are in use, the newest last. */
    public static List<RuntimeSettings> all() {
        synchronized (ALL) {
            List<RuntimeSettings> all = new ArrayList<>();
            for (WeakReference<RuntimeSettings> known : ALL) {
                RuntimeSettings one = known.get();
                if (one != null) {
                    all.add(one);
                }
            }
            return all;
        }
    }

    /** The values by the names of the settings, as they were built. */
    public Map<String, String> configured() {
        return new LinkedHashMap<>(configured);
    }

    /** The values of now, by the names of the settings. */
    public synchronized Map<String, String> values() {
        return textsOf(values);
    }

    /**
     * Changes one setting from now on.
     *
     * @throws IllegalArgumentException when there is no such setting, or the value is not one of it; says what is allowed
     */
    public synchronized void change(String name, String value) {
        setting(name).set(values, value);
        apply();
    }

    /** Changes all settings to what they were built with. */
    public synchronized void reset() {
        configured.forEach((name, text) -> setting(name).set(values, text));
        apply();
    }

    /** Changes one setting to what it was built with. */
    public void reset(String name) {
        setting(name);
        change(name, Objects.requireNonNull(configured.get(name)));
    }

    private void apply() {
        tracer.adjust(TracerSettings.of(values));
        statements.parameters = values.recordQueryParameters;
    }
}
