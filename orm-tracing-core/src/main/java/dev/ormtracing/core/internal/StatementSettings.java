package dev.ormtracing.core.internal;

import dev.ormtracing.core.QueryParameterRedactor;
import org.jspecify.annotations.Nullable;

/**
 * Internal: what the application has asked to see of statements, all of it off by default.
 *
 * @param parameters whether the values of parameters are recorded
 * @param parameterMaxLength the characters that are shown of a value
 * @param redactor decides about each value, or null when all are shown
 * @param returnedRows whether rows are counted and spans therefore wait for the last one
 */
public record StatementSettings(
        boolean parameters,
        int parameterMaxLength,
        @Nullable QueryParameterRedactor redactor,
        boolean returnedRows) {}
