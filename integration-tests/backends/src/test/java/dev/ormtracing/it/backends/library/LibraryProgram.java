package dev.ormtracing.it.backends.library;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;

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
        }
    }
}
