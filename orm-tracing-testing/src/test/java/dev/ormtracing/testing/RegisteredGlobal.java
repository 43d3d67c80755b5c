package dev.ormtracing.testing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;

/** What {@code GlobalOpenTelemetry.isSet()} says, on the API before 1.57 too. */
final class RegisteredGlobal {

    private RegisteredGlobal() {}

    /** One thread at a time: a reset while another thread asks makes {@code GlobalOpenTelemetry.get()} throw. */
    static synchronized boolean isSet() {
        boolean isSet = GlobalOpenTelemetry.getTracerProvider() != TracerProvider.noop();
        if (!isSet) {
            // Asking has fixed the global to the no-op.
            GlobalOpenTelemetry.resetForTest();
        }
        return isSet;
    }
}
