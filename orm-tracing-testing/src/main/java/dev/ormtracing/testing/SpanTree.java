package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.span.QueryText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A span and the spans below it, children in the order of their start. Immutable and thread-safe.
 *
 * <p>{@link #type()} is what an ORM span stands for, {@code operation}, {@code db_query}, {@code flush} …, whatever prefix
 * or naming style is configured; spans of the application have no type.
 *
 * @since 0.1.0
 */
public final class SpanTree {

    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> NAME = AttributeKey.stringKey("name");

    private final SpanData span;
    private final @Nullable String type;
    private final List<SpanTree> children;

    SpanTree(SpanData span, @Nullable String type, List<SpanTree> children) {
        this.span = span;
        this.type = type;
        this.children = List.copyOf(children);
    }

    /** The span at the top of this tree. */
    public SpanData span() {
        return span;
    }

    /** The full name of the span, prefix included. */
    public String name() {
        return span.getName();
    }

    /** {@code operation}, {@code db_query} …, or null when the span is not one of the ORM. */
    public @Nullable String type() {
        return type;
    }

    /** {@link #type()}, or the full name of a span that has none. */
    public String shortName() {
        return type != null ? type : span.getName();
    }

    /** The spans directly below, in the order of their start. */
    public List<SpanTree> children() {
        return children;
    }

    /** This span and all below it, parents before their children. */
    public Stream<SpanTree> stream() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(SpanTree::stream));
    }

    /**
     * The statements sent within this tree: every {@code db_query} but COMMIT and ROLLBACK. A batch counts once, since it
     * is one round trip.
     */
    public List<SpanTree> queries() {
        return stream().filter(SpanTree::isQuery).toList();
    }

    /** The value of an attribute, or null when the span has none of that key and type. */
    public <T> @Nullable T attribute(AttributeKey<T> key) {
        return span.getAttributes().get(key);
    }

    /** The value of an attribute of any type, or null when the span has none of that key. */
    public @Nullable Object attribute(String key) {
        return span.getAttributes().asMap().entrySet().stream()
                .filter(entry -> entry.getKey().getKey().equals(key))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Whether the status of this very span is ERROR. */
    public boolean isError() {
        return span.getStatus().getStatusCode() == StatusCode.ERROR;
    }

    /** The attribute {@code error.type}, or null. */
    public @Nullable String errorType() {
        return attribute(ERROR_TYPE);
    }

    /** Whether this very span has ended; otherwise it is shown as it was when it was looked at. */
    public boolean hasEnded() {
        return span.hasEnded();
    }

    /**
     * The time from the start of the span to its end; negative when the span is malformed. If the span has not ended, the
     * time to the last known instant of the spans below it.
     */
    public Duration duration() {
        return Duration.ofNanos(endEpochNanos() - span.getStartEpochNanos());
    }

    long endEpochNanos() {
        return hasEnded()
                ? span.getEndEpochNanos()
                : children.stream().mapToLong(SpanTree::endEpochNanos).reduce(span.getStartEpochNanos(), Math::max);
    }

    /** The standard text form, see {@link TreeFormat}. */
    public String text() {
        return text(TreeFormat.standard());
    }

    /** The text form: one span per line, no times. Ends without a line separator. */
    public String text(TreeFormat format) {
        return format.text(List.of(this));
    }

    /** {@link #text()}. */
    @Override
    public String toString() {
        return text();
    }

    boolean hasType(String wanted) {
        return wanted.equals(type);
    }

    boolean isOperation(String name) {
        return hasType("operation") && name.equals(attribute(NAME));
    }

    private boolean isQuery() {
        return hasType("db_query") && !endsTransaction(queryLabel());
    }

    private static boolean endsTransaction(@Nullable String label) {
        return "COMMIT".equalsIgnoreCase(label) || "ROLLBACK".equalsIgnoreCase(label);
    }

    @Nullable
    String queryLabel() {
        return QueryText.label(span);
    }

    /** This tree without the ignored spans; what was below an ignored span moves up. */
    List<SpanTree> without(Predicate<SpanTree> ignored) {
        Objects.requireNonNull(ignored, "ignored");
        List<SpanTree> kept = children.stream()
                .flatMap(child -> child.without(ignored).stream())
                .toList();
        return ignored.test(this) ? kept : List.of(new SpanTree(span, type, kept));
    }
}
