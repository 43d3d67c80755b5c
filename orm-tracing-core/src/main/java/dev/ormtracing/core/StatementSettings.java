package dev.ormtracing.core;

import dev.ormtracing.core.internal.measure.OldDatabaseKeys;
import org.jspecify.annotations.Nullable;

/**
 * Internal: what the application has asked to see of statements. Not for applications.
 *
 * @param parameters whether the values of parameters are recorded
 * @param parameterMaxLength the characters that are shown of a value
 * @param redactor decides about each value, or null when all are shown
 * @param returnedRows whether rows are counted and spans therefore wait for the last one
 * @param oldKeys which keys of the conventions before the stable ones are written beside them
 * @since 0.1.0
 */
public record StatementSettings(
        boolean parameters,
        int parameterMaxLength,
        @Nullable QueryParameterRedactor redactor,
        boolean returnedRows,
        OldDatabaseKeys oldKeys) {}
