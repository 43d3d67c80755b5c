package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.base.LibraryVersion;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;

/**
 * Internal: what OpenTelemetry is told that spans, metrics and events come from. It goes by their subject: a connection that
 * Hibernate obtains is JDBC's, whoever has wrapped it.
 */
enum InstrumentationScope {
    HIBERNATE("dev.ormtracing.hibernate"),
    JDBC("dev.ormtracing.jdbc");

    /** The first version of the conventions that has all we follow, the events of exceptions among them. */
    private static final String SCHEMA_URL = "https://opentelemetry.io/schemas/1.40.0";

    private final String scopeName;

    InstrumentationScope(String scopeName) {
        this.scopeName = scopeName;
    }

    Tracer tracer(OpenTelemetry openTelemetry) {
        return openTelemetry
                .tracerBuilder(scopeName)
                .setInstrumentationVersion(LibraryVersion.get())
                .setSchemaUrl(SCHEMA_URL)
                .build();
    }

    Logger logger(OpenTelemetry openTelemetry) {
        return openTelemetry
                .getLogsBridge()
                .loggerBuilder(scopeName)
                .setInstrumentationVersion(LibraryVersion.get())
                .setSchemaUrl(SCHEMA_URL)
                .build();
    }

    Meter meter(OpenTelemetry openTelemetry) {
        return openTelemetry
                .meterBuilder(scopeName)
                .setInstrumentationVersion(LibraryVersion.get())
                .setSchemaUrl(SCHEMA_URL)
                .build();
    }
}
