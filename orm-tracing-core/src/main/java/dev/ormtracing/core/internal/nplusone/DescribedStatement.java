package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OrmAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Internal: what is known of a statement before it runs. Its text is what other statements are told from it by, whatever
 * its span shows. Kept for all executions of a statement; immutable but for what is found out once it is asked for.
 */
public final class DescribedStatement {

    /** What is known of no statement. */
    public static final DescribedStatement NONE = new DescribedStatement("", null, Attributes.empty());

    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
    private static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("db.operation.batch.size");

    /** The summary, empty where there is none. */
    public final String summary;

    /** The text without anything that must not be shown, or null where there is none. */
    public final @Nullable String text;

    /** What the span shows: all that is known before the statement runs, since samplers may look at it. */
    public final Attributes attributes;

    /** What the text says of why it repeats; null until somebody asks. */
    private volatile @Nullable RepeatedText repeated;

    /** Whether the text reads a page; null until somebody asks. */
    private volatile @Nullable Boolean page;

    /**
     * @param summary the value of {@code db.query.summary}, empty where there is none
     * @param text the text, which the attributes need not have
     */
    public DescribedStatement(String summary, @Nullable String text, Attributes attributes) {
        this.summary = summary;
        this.text = text;
        this.attributes = attributes;
    }

    /** A statement whose attributes say all. */
    public static DescribedStatement of(Attributes attributes) {
        String summary = attributes.get(SUMMARY);
        return new DescribedStatement(summary == null ? "" : summary, attributes.get(TEXT), attributes);
    }

    /** Null where there is none. */
    @Nullable
    String summaryOrNull() {
        return summary.isEmpty() ? null : summary;
    }

    /** Whether it is an INSERT, which gives back what it has made. */
    public boolean isInsert() {
        return summary.regionMatches(true, 0, "insert", 0, "insert".length());
    }

    /** Whether it is the end of a transaction or a savepoint, which changes nothing. */
    public boolean isCommand() {
        return attributes.get(OPERATION) != null;
    }

    boolean isBatch() {
        return attributes.get(BATCH_SIZE) != null;
    }

    /** Whether a cache has answered in its place. */
    boolean isOfCache() {
        return attributes.get(OrmAttributes.CACHE_REGION) != null;
    }

    RepeatedText repeated() {
        RepeatedText known = repeated;
        if (known == null) {
            known = RepeatedText.of(text);
            repeated = known;
        }
        return known;
    }

    boolean isPage() {
        Boolean known = page;
        if (known == null) {
            known = RepeatedText.isPage(text);
            page = known;
        }
        return known;
    }
}
