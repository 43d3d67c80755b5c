package dev.ormtracing.it.backends.library;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.concurrent.TimeUnit;

/** The application as a process: configured by {@code OTEL_*} variables alone. Prints the id of its trace. */
public final class LibraryProgram {

    private LibraryProgram() {}

    public static void main(String[] arguments) {
        try (OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk()) {
            try (Library library = new Library(sdk)) {
                System.out.println(library.serve().getTraceId());
            }
            // To close it waits ten seconds, and drops what was not sent by then.
            sdk.getSdkTracerProvider().forceFlush().join(2, TimeUnit.MINUTES);
        }
    }
}
