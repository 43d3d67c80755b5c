package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.matching.TreeLines;
import dev.ormtracing.testing.internal.span.CacheText;
import dev.ormtracing.testing.internal.text.OneLine;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How span trees are written as text: one span per line, two spaces of indentation per level, children in the order of
 * their start, no times.
 *
 * <pre>{@code
 * GET /users SERVER
 *   operation User.find
 *     serialize
 *     connect
 *     db_query CLIENT select users
 *     hydrate
 *   operation User.persist ERROR org.hibernate.exception.ConstraintViolationException
 *     serialize
 *     db_query CLIENT insert users ERROR 23505
 * }</pre>
 *
 * <p>A line has, in this order: the name (without the prefix of ORM spans, unless {@link #withFullNames()}); the kind
 * when it is not INTERNAL; what the span is about: the {@code name} attribute of an {@code operation}, the
 * {@code db.query.summary} of a {@code db_query} (its {@code db.query.text} when there is no summary), and of a
 * {@code cache} what was asked of which entity, collection or region, and whether it was there; the attributes asked for, as {@code key=value}; {@code ERROR} with the {@code error.type} if that is the status; and
 * {@code (not ended)} if the span has not ended. White space within a line is written as one blank.
 *
 * <p>Immutable and thread-safe; each method returns a changed copy.
 *
 * @since 0.1.0
 */
public final class TreeFormat {

    private static final TreeFormat STANDARD = new TreeFormat(false, List.of(), false, TreeFormat::summary);
    private static final String NOT_ENDED = " (not ended)";
    private static final Set<String> SHOWN_ANYWAY = Set.of("name", "db.query.summary", "error.type");

    private final boolean fullNames;
    private final List<String> attributes;
    private final boolean allAttributes;
    private final Function<SpanTree, @Nullable String> queryText;

    private TreeFormat(
            boolean fullNames,
            List<String> attributes,
            boolean allAttributes,
            Function<SpanTree, @Nullable String> queryText) {
        this.fullNames = fullNames;
        this.attributes = attributes;
        this.allAttributes = allAttributes;
        this.queryText = queryText;
    }

    /** Short names, no further attributes, the summary of each statement. */
    public static TreeFormat standard() {
        return STANDARD;
    }

    /** Full names: {@code orm:client:operation User.find} instead of {@code operation User.find}. */
    public TreeFormat withFullNames() {
        return new TreeFormat(true, attributes, allAttributes, queryText);
    }

    /** Adds {@code key=value} to each span that has an attribute of such a key, in the order given here. */
    public TreeFormat withAttributes(String... keys) {
        List<String> more = new ArrayList<>(attributes);
        more.addAll(List.of(keys));
        return new TreeFormat(fullNames, List.copyOf(more), allAttributes, queryText);
    }

    /** Adds every attribute that is not on the line already, ordered by key. */
    public TreeFormat withAllAttributes() {
        return new TreeFormat(fullNames, attributes, true, queryText);
    }

    /** Shows the whole {@code db.query.text} of a {@code db_query} instead of its summary. */
    public TreeFormat withQueryText() {
        return withQueries(span -> {
            String text = span.getAttributes().get(AttributeKey.stringKey("db.query.text"));
            return text == null ? "" : text;
        });
    }

    /**
     * Shows what {@code label} makes of a {@code db_query}, e.g. its text without the aliases that differ from one
     * Hibernate version to the next. An empty label shows nothing.
     */
    public TreeFormat withQueries(Function<SpanData, String> label) {
        Objects.requireNonNull(label, "label");
        return new TreeFormat(fullNames, attributes, allAttributes, tree -> label.apply(tree.span()));
    }

    /** The lines of these trees, one after the other, joined by {@code \n}. */
    public String text(Collection<SpanTree> trees) {
        List<String> lines = new ArrayList<>();
        trees.forEach(tree -> addLines(tree, "", lines));
        return String.join("\n", lines);
    }

    private void addLines(SpanTree tree, String indentation, List<String> lines) {
        lines.add(indentation + line(tree));
        tree.children().forEach(child -> addLines(child, indentation + "  ", lines));
    }

    /** The line of a single span, without indentation. */
    public String line(SpanTree tree) {
        return tree.hasEnded() ? endedLine(tree) : endedLine(tree) + NOT_ENDED;
    }

    /** The line of a span as if it had ended. */
    String endedLine(SpanTree tree) {
        List<String> words = new ArrayList<>();
        String name = fullNames ? tree.name() : tree.shortName();
        words.add(name);
        if (tree.span().getKind() != SpanKind.INTERNAL) {
            words.add(tree.span().getKind().name());
        }
        String subject = subject(tree);
        words.add(subject.equals(name) ? "" : subject);
        attributes.forEach(key -> words.add(keyAndValue(key, tree.attribute(key))));
        if (allAttributes) {
            remainingAttributes(tree).forEach((key, value) -> words.add(keyAndValue(key, value)));
        }
        if (tree.isError()) {
            words.add("ERROR");
            words.add(Objects.requireNonNullElse(tree.errorType(), ""));
        }
        return OneLine.of(String.join(" ", words));
    }

    private String subject(SpanTree tree) {
        String subject = null;
        if (tree.hasType("operation")) {
            subject = tree.attribute(AttributeKey.stringKey("name"));
        } else if (tree.hasType("cache")) {
            subject = CacheText.of(tree.span());
        } else if (tree.hasType("db_query") || tree.hasType("prepare")) {
            subject = queryText.apply(tree);
        }
        return subject == null ? "" : subject;
    }

    private Map<String, Object> remainingAttributes(SpanTree tree) {
        Map<String, Object> remaining = new TreeMap<>();
        tree.span().getAttributes().forEach((key, value) -> remaining.put(key.getKey(), value));
        remaining.keySet().removeAll(SHOWN_ANYWAY);
        attributes.forEach(remaining::remove);
        return remaining;
    }

    private static @Nullable String summary(SpanTree tree) {
        return tree.queryLabel();
    }

    private static String keyAndValue(String key, @Nullable Object value) {
        return value == null ? "" : key + "=" + value;
    }

    List<TreeLines> lines(Collection<SpanTree> trees) {
        return trees.stream()
                .map(tree -> new TreeLines(line(tree), lines(tree.children())))
                .toList();
    }
}
