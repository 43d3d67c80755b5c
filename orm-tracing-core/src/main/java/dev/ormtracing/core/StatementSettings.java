package dev.ormtracing.core;

import dev.ormtracing.core.internal.measure.SemconvStability;
import org.jspecify.annotations.Nullable;

/**
 * Internal: what the application has asked to see of statements. Not for applications.
 *
 * @since 0.1.0
 */
public final class StatementSettings {

    /** Whether the values of parameters are recorded. May change while the application runs. */
    public volatile boolean parameters;

    private final int parameterMaxLength;
    private final @Nullable QueryParameterRedactor redactor;
    private final boolean returnedRows;
    private final boolean session;
    private final StatementDisplay display;

    StatementSettings(OrmTracing.Builder builder) {
        parameters = builder.recordQueryParameters;
        parameterMaxLength = builder.queryParameterMaxLength;
        redactor = builder.queryParameterRedactor;
        returnedRows = builder.recordReturnedRows;
        session = builder.propagateToSession;
        display = new StatementDisplay(
                SemconvStability.oldKeys(builder.emitOldDatabaseSemconv), builder.queryText, builder.leftOut);
    }

    /** The characters that are shown of a value. */
    public int parameterMaxLength() {
        return parameterMaxLength;
    }

    /** Decides about each value; null when all are shown. */
    public @Nullable QueryParameterRedactor redactor() {
        return redactor;
    }

    /** Whether rows are counted, and spans therefore wait for the last one. */
    public boolean returnedRows() {
        return returnedRows;
    }

    /** Whether sessions of the database are told which span works in them. */
    public boolean session() {
        return session;
    }

    /** Which statements are shown, and how. */
    public StatementDisplay display() {
        return display;
    }
}
