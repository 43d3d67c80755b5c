package dev.ormtracing.console.internal.http;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.RuntimeSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Those settings of what the application is traced with that change while it runs. Thread-safe. */
public final class LiveSettings {

    /** The one that brings what users have entered to the page. */
    public static final String PARAMETERS = "record-query-parameters";

    private static final List<String> FLAGS = List.of("false", "true");
    private static final List<String> DETAILS = Stream.of(Detail.values())
            .map(detail -> detail.name().toLowerCase(Locale.ROOT))
            .toList();

    private final Supplier<List<RuntimeSettings>> all;

    /** @param all asked each time; the last one is the one that is shown */
    public LiveSettings(Supplier<List<RuntimeSettings>> all) {
        this.all = all;
    }

    /** Each with its name, its value, the one that was configured, and those that it may have if these are few. */
    public List<Map<String, Object>> json() {
        List<RuntimeSettings> known = all.get();
        List<Map<String, Object>> json = new ArrayList<>();
        if (!known.isEmpty()) {
            RuntimeSettings shown = known.get(known.size() - 1);
            Map<String, String> configured = shown.configured();
            shown.values().forEach((name, value) -> json.add(setting(name, value, configured.get(name))));
        }
        return json;
    }

    private static Map<String, Object> setting(String name, String value, @Nullable String configured) {
        Map<String, Object> setting = new LinkedHashMap<>();
        setting.put("name", name);
        setting.put("value", value);
        setting.put("configured", String.valueOf(configured));
        setting.put("choices", choices(name, value));
        return setting;
    }

    private static List<String> choices(String name, String value) {
        if (name.equals("detail")) {
            return DETAILS;
        }
        return FLAGS.contains(value) ? FLAGS : List.of();
    }

    /**
     * Changes one of them.
     *
     * @param value null for the one that was configured
     * @throws IllegalArgumentException when there is no such setting, or the value is not one of it; says what is allowed
     */
    public void change(String name, @Nullable String value) {
        for (RuntimeSettings settings : all.get()) {
            if (value == null) {
                settings.reset(name);
            } else {
                settings.change(name, value);
            }
        }
    }

    /** Changes all of them to what was configured. */
    public void reset() {
        all.get().forEach(RuntimeSettings::reset);
    }
}
