package dev.ormtracing.testing.internal.span;

import dev.ormtracing.testing.internal.text.OneLine;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/** What a statement is called. */
public final class QueryText {

    private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");

    private QueryText() {}

    /** The summary of a statement, else its text. */
    public static @Nullable String label(SpanData span) {
        String summary = span.getAttributes().get(SUMMARY);
        return summary != null ? summary : span.getAttributes().get(TEXT);
    }

    /** The text, since two statements with one summary may differ; the summary when the text was not recorded. */
    public static String whole(SpanData span) {
        String text = span.getAttributes().get(TEXT);
        text = text != null ? text : span.getAttributes().get(SUMMARY);
        return text != null ? OneLine.of(text) : "(unknown)";
    }
}
