package dev.ormtracing.core.internal;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** Where the tracer comes from: fixed by the application, or the global one as soon as there is one. */
abstract class TracerSource {

    private static final String SCOPE = "dev.ormtracing";

    /** The tracer to use now, or null while there is none that could record. */
    abstract @Nullable Tracer tracer();

    static TracerSource of(@Nullable OpenTelemetry openTelemetry, boolean enabled) {
        if (!enabled || openTelemetry == OpenTelemetry.noop()) {
            return new Fixed(null);
        }
        return openTelemetry == null ? new Global() : new Fixed(tracerOf(openTelemetry));
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
