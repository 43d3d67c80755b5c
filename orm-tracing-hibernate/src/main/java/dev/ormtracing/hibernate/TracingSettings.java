package dev.ormtracing.hibernate;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.Guard;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@link OrmTracingSettings}. A value of the wrong type is reported and counts as absent. */
final class TracingSettings {

    private TracingSettings() {}

    static boolean isEnabled(Map<String, Object> settings) {
        return isTrue(settings.get(OrmTracingSettings.ENABLED));
    }

    static boolean allowsSessionSubclass(Map<String, Object> settings) {
        return isTrue(settings.get(OrmTracingSettings.SESSION_SUBCLASS));
    }

    static OrmTracing tracing(Map<String, Object> settings) {
        Object value = settings.get(OrmTracingSettings.TRACING);
        if (value instanceof OrmTracing) {
            return (OrmTracing) value;
        }
        if (value != null) {
            Guard.warnOnce(OrmTracingSettings.TRACING + " is not an " + OrmTracing.class.getName()
                    + "; the global one is used.");
        }
        return OrmTracing.global();
    }

    private static boolean isTrue(@Nullable Object value) {
        return value == null || Boolean.parseBoolean(value.toString().trim());
    }
}
