package dev.ormtracing.core.internal;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Internal: where the tracer comes from: fixed by the application, supplied by it later, or the global one as soon as
 * there is one. Thread-safe.
 */
public abstract class TracerSource {

    private static final String SCOPE = "dev.ormtracing";

    /** The tracer to use now, or null while there is none that could record. */
    abstract @Nullable Tracer tracer();

    /** Whether there will never be one. */
    boolean isSwitchedOff() {
        return false;
    }

    public static TracerSource of(@Nullable OpenTelemetry openTelemetry, boolean enabled) {
        if (!enabled || openTelemetry == OpenTelemetry.noop()) {
            return new Fixed(null);
        }
        return openTelemetry == null ? new Global() : new Fixed(tracerOf(openTelemetry));
    }

    public static TracerSource suppliedBy(Supplier<? extends @Nullable OpenTelemetry> supplier) {
        return new Supplied(supplier);
    }

    private static Tracer tracerOf(OpenTelemetry openTelemetry) {
        return openTelemetry
                .tracerBuilder(SCOPE)
                .setInstrumentationVersion(LibraryVersion.get())
                .build();
    }

    private static final class Fixed extends TracerSource {

        private final @Nullable Tracer tracer;

        Fixed(@Nullable Tracer tracer) {
            this.tracer = tracer;
        }

        @Override
        @Nullable
        Tracer tracer() {
            return tracer;
        }

        @Override
        boolean isSwitchedOff() {
            return tracer == null;
        }
    }

    private static final class Supplied extends TracerSource {

        private final Supplier<? extends @Nullable OpenTelemetry> supplier;
        private volatile @Nullable TracerSource supplied;

        Supplied(Supplier<? extends @Nullable OpenTelemetry> supplier) {
            this.supplier = supplier;
        }

        @Override
        @Nullable
        Tracer tracer() {
            TracerSource known = supplied;
            return known == null ? ask() : known.tracer();
        }

        private @Nullable Tracer ask() {
            try {
                TracerSource answer = of(supplier.get(), true);
                supplied = answer;
                return answer.tracer();
            } catch (Throwable notYet) {
                Guard.passOn(notYet);
                return null;
            }
        }
    }

    private static final class Global extends TracerSource {

        private volatile @Nullable Found found;

        @Override
        @Nullable
        Tracer tracer() {
            OpenTelemetry now = GlobalLookup.openTelemetryOrNull();
            if (now == null) {
                return null;
            }
            Found last = found;
            // Tests register one SDK after the other, so a tracer once found is not kept for good.
            if (last == null || last.openTelemetry != now) {
                last = new Found(now, tracerOf(now));
                found = last;
            }
            return last.tracer;
        }

        private record Found(OpenTelemetry openTelemetry, Tracer tracer) {}
    }
}
