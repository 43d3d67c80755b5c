package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.base.Guard;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reads the global OpenTelemetry without setting it. {@link GlobalOpenTelemetry#get()} fixes a missing global to the
 * no-op for good, so it is called only where the application asked for auto-configuration by that very call.
 */
final class GlobalLookup extends TracerSource {

    private static final MethodHandle GET_WITHOUT_SETTING = getWithoutSetting();
    private static final boolean AUTO_CONFIGURE =
            isSet("otel.java.global-autoconfigure.enabled", "OTEL_JAVA_GLOBAL_AUTOCONFIGURE_ENABLED");

    private volatile @Nullable Telemetry found;

    @Override
    public @Nullable Telemetry telemetry() {
        try {
            OpenTelemetry now =
                    AUTO_CONFIGURE ? GlobalOpenTelemetry.get() : (OpenTelemetry) GET_WITHOUT_SETTING.invokeExact();
            Telemetry last = found;
            // Tests register one SDK after the other, so a tracer once found is not kept for good.
            if (last != null && last.openTelemetry == now) {
                return last;
            }
            return now == OpenTelemetry.noop() ? null : find(now);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private Telemetry find(OpenTelemetry now) {
        Telemetry first = new Telemetry(now);
        found = first;
        return first;
    }

    private static MethodHandle getWithoutSetting() {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType type = MethodType.methodType(OpenTelemetry.class);
        try {
            return lookup.findStatic(GlobalOpenTelemetry.class, "getOrNoop", type);
        } catch (ReflectiveOperationException olderApi) {
            return readField(lookup, type);
        }
    }

    /** The API before 1.57 has no getOrNoop; its field is the only way to look without touching. */
    private static MethodHandle readField(MethodHandles.Lookup lookup, MethodType type) {
        try {
            Field field = GlobalOpenTelemetry.class.getDeclaredField("globalOpenTelemetry");
            field.setAccessible(true);
            return lookup.unreflectGetter(field).asType(type);
        } catch (ReflectiveOperationException | RuntimeException e) {
            Guard.warnOnce("This OpenTelemetry API does not let the global instance be read without setting it; pass an"
                    + " OpenTelemetry to OrmTracing.create instead.");
            return MethodHandles.constant(OpenTelemetry.class, OpenTelemetry.noop());
        }
    }

    private static boolean isSet(String property, String variable) {
        String value = System.getProperty(property, System.getenv(variable));
        return Boolean.parseBoolean(value);
    }
}
