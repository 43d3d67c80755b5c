package dev.ormtracing.hibernate.internal.install;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.ApplicationTracing;
import dev.ormtracing.core.internal.base.BooleanText;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.OrmTracingSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@link OrmTracingSettings}. A value that cannot be read is reported and counts as absent. */
final class TracingSettings {

    private static final String PREFIX = "hibernate.orm_tracing.";

    private static final Set<String> OF_THE_FACTORY =
            Set.of(OrmTracingSettings.TRACING, OrmTracingSettings.ENABLED, OrmTracingSettings.SESSION_SUBCLASS);

    private TracingSettings() {}

    /** Whether Hibernate gets anything of ours: what is switched off for good leaves it as it is. */
    static boolean isEnabled(Map<String, Object> settings) {
        return isTrue(settings, OrmTracingSettings.ENABLED)
                && !tracing(settings).tracer().isSwitchedOff();
    }

    static boolean allowsSessionSubclass(Map<String, Object> settings) {
        return isTrue(settings, OrmTracingSettings.SESSION_SUBCLASS);
    }

    /**
     * Puts what to trace with into the settings where it is told by single ones, before Hibernate makes the services: all
     * of them have to get the same instance.
     */
    static void decide(Map<String, Object> settings) {
        if (settings.get(OrmTracingSettings.TRACING) instanceof OrmTracing) {
            return;
        }
        ApplicationTracing application = ApplicationTracing.current();
        if (application != null) {
            decide(settings, application.tracing());
        } else if (isToldInParts(settings)) {
            report(settings.get(OrmTracingSettings.TRACING));
            settings.put(
                    OrmTracingSettings.TRACING,
                    OrmTracing.builder()
                            .settings(TracingSettings::full, name -> text(settings.get(name)))
                            .build());
        }
    }

    /** Settles it as a container of applications has done for the factories that it builds. */
    private static void decide(Map<String, Object> settings, @Nullable OrmTracing tracing) {
        if (tracing == null) {
            settings.putIfAbsent(OrmTracingSettings.ENABLED, false);
        } else {
            settings.put(OrmTracingSettings.TRACING, tracing);
        }
    }

    /**
     * Settings of the factory alone leave it with the global instance: a DataSource that the application has wrapped
     * traces with that, and two instances make no common tree. The keys of properties need not be text.
     */
    private static boolean isToldInParts(Map<?, ?> settings) {
        for (Object key : settings.keySet()) {
            if (key instanceof String name && name.startsWith(PREFIX) && !OF_THE_FACTORY.contains(name)) {
                return true;
            }
        }
        return settings.containsKey(OrmTracingSettings.ENABLED)
                && OrmTracing.global().tracer().isSwitchedOff();
    }

    static OrmTracing tracing(Map<String, Object> settings) {
        Object value = settings.get(OrmTracingSettings.TRACING);
        if (value instanceof OrmTracing tracing) {
            return tracing;
        }
        report(value);
        return OrmTracing.global();
    }

    /** What an inspector of statements traces with, also that of a factory that is not traced otherwise. */
    static OrmTracing ofInspector(Map<String, Object> settings) {
        if (settings.get(OrmTracingSettings.TRACING) instanceof OrmTracing tracing
                && !tracing.tracer().isSwitchedOff()) {
            return tracing;
        }
        ApplicationTracing application = ApplicationTracing.current();
        if (application != null && application.tracing() == null) {
            return OrmTracing.builder().enabled(false).build();
        }
        return isToldInParts(settings)
                ? OrmTracing.builder()
                        .settings(
                                TracingSettings::full,
                                name -> name.equals(OrmTracingSettings.ENABLED) ? null : text(settings.get(name)))
                        .build()
                : OrmTracing.global();
    }

    private static void report(@Nullable Object value) {
        if (value != null) {
            Guard.warnOnce(OrmTracingSettings.TRACING + " is not an " + OrmTracing.class.getName()
                    + "; the global one is used.");
        }
    }

    private static String full(String name) {
        return PREFIX + name.replace('-', '_');
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Object[] array) {
            return text(Arrays.asList(array));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return value == null ? null : value.toString();
    }

    private static boolean isTrue(Map<String, Object> settings, String name) {
        String text = text(settings.get(name));
        if (text == null || text.isBlank()) {
            return true;
        }
        try {
            return BooleanText.parse(text);
        } catch (IllegalArgumentException e) {
            Guard.warnOnce(name + " is \"" + text + "\" and is ignored: " + e.getMessage() + ".");
            return true;
        }
    }
}
