package dev.ormtracing.core.internal.measure;

import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Internal: what all executions of a statement have in common, for what adds executions up. Made once per statement.
 *
 * @param summary the value of {@code db.query.summary}, empty when there is none
 * @param text the value of {@code db.query.text}, or null when there is none
 * @param attributes those of the metrics, of which there is a limited number
 */
public record StatementShape(String summary, @Nullable String text, Attributes attributes) {

    public static final StatementShape UNKNOWN = new StatementShape("", null, Attributes.empty());
}
