package dev.ormtracing.core.internal.measure;

/** Internal: which keys of the conventions before the stable ones are written beside these. */
public enum OldDatabaseKeys {
    NONE,

    /** {@code db.system} alone, by which back ends know the spans of databases. */
    SYSTEM,

    /** All that OpenTelemetry's own instrumentation of JDBC writes of them. */
    ALL
}
