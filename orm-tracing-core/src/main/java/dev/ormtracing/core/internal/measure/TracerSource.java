package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.base.Guard;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Internal: where the tracer comes from: fixed by the application, supplied by it later, or the global one as soon as
 * there is one. Thread-safe.
 */
public abstract class TracerSource {

    /** There will never be one. */
    public static final TracerSource OFF = new Fixed(null);

    /** The telemetry to use now, or null while there is none that could record. */
    public abstract @Nullable Telemetry telemetry();

    /** The instruments to use now, or null while there are none. */
    public final @Nullable Metrics metrics() {
        Telemetry now = telemetry();
        return now == null ? null : now.metrics();
    }

    /** Whether there will never be one. */
    public boolean isSwitchedOff() {
        return false;
    }

    public static TracerSource global() {
        return new GlobalLookup();
    }

    public static TracerSource of(OpenTelemetry openTelemetry) {
        return openTelemetry == OpenTelemetry.noop() ? OFF : new Fixed(new Telemetry(openTelemetry));
    }

    public static TracerSource suppliedBy(Supplier<? extends @Nullable OpenTelemetry> supplier) {
        return new Supplied(supplier);
    }

    private static final class Fixed extends TracerSource {

        private final @Nullable Telemetry telemetry;

        Fixed(@Nullable Telemetry telemetry) {
            this.telemetry = telemetry;
        }

        @Override
        public @Nullable Telemetry telemetry() {
            return telemetry;
        }

        @Override
        public boolean isSwitchedOff() {
            return telemetry == null;
        }
    }

    private static final class Supplied extends TracerSource {

        private final Supplier<? extends @Nullable OpenTelemetry> supplier;
        private volatile @Nullable TracerSource supplied;

        Supplied(Supplier<? extends @Nullable OpenTelemetry> supplier) {
            this.supplier = supplier;
        }

        @Override
        public @Nullable Telemetry telemetry() {
            TracerSource known = supplied;
            return known == null ? ask() : known.telemetry();
        }

        private @Nullable Telemetry ask() {
            try {
                OpenTelemetry openTelemetry = supplier.get();
                TracerSource answer = openTelemetry == null ? global() : of(openTelemetry);
                supplied = answer;
                return answer.telemetry();
            } catch (Throwable notYet) {
                Guard.passOn(notYet);
                return null;
            }
        }
    }
}
