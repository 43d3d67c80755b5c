package dev.ormtracing.testing.internal.fact;

import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.internal.span.QueryText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A span that knows what is around it. */
public final class SpanNode {

    private static final Pattern SEQUENCE =
            Pattern.compile("\\bnext(val\\b|\\s+values?\\s+for\\b|_val\\b)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WRITE = Pattern.compile("(BATCH )?(insert|update|delete|merge|replace|upsert)\\b.*");
    private static final Pattern DEFINITION = Pattern.compile("(create|drop|alter|truncate|comment|set)\\b.*");

    private final SpanTree tree;
    private final @Nullable SpanNode parent;
    private final List<SpanNode> children = new ArrayList<>();

    private SpanNode(SpanTree tree, @Nullable SpanNode parent) {
        this.tree = tree;
        this.parent = parent;
        tree.children().forEach(child -> children.add(new SpanNode(child, this)));
    }

    /** All spans of these trees, parents before their children. */
    public static List<SpanNode> all(List<SpanTree> trees) {
        return trees.stream()
                .map(tree -> new SpanNode(tree, null))
                .flatMap(SpanNode::stream)
                .toList();
    }

    public Stream<SpanNode> stream() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(SpanNode::stream));
    }

    public SpanTree tree() {
        return tree;
    }

    public @Nullable SpanNode parent() {
        return parent;
    }

    public List<SpanNode> children() {
        return children;
    }

    public boolean is(String type) {
        return type.equals(tree.type());
    }

    public boolean isOperation() {
        return is("operation");
    }

    public boolean isIn(String type) {
        return around(type).isPresent();
    }

    /** The nearest span of this type above this one. */
    public Optional<SpanNode> around(String type) {
        return parent == null ? Optional.empty() : parent.is(type) ? Optional.of(parent) : parent.around(type);
    }

    /** A statement, not the end of a transaction. */
    public boolean isQuery() {
        return is("db_query") && !endsTransaction();
    }

    public boolean endsTransaction() {
        String label = summary();
        return is("db_query") && (label.equalsIgnoreCase("COMMIT") || label.equalsIgnoreCase("ROLLBACK"));
    }

    /** Whether the statement fetches ids. How many statements that takes depends on what has run before. */
    public boolean isIdGeneration() {
        return SEQUENCE.matcher(sql()).find();
    }

    public boolean isWrite() {
        return isQuery() && WRITE.matcher(summary()).matches();
    }

    /** Whether the statement defines the schema or the session of the database. */
    public boolean isDefinition() {
        return DEFINITION.matcher(summary().toLowerCase(Locale.ROOT)).matches();
    }

    /** {@code db.query.summary}, else the text. */
    public String summary() {
        return Objects.requireNonNullElse(QueryText.label(tree.span()), "");
    }

    public String sql() {
        return QueryText.whole(tree.span());
    }

    /** What runs this: the operation, the flush of a commit, the transaction, or a span of the application. */
    public String owner() {
        for (SpanNode at = this; at != null; at = at.parent) {
            if (at.isOperation()) {
                return at.text("name");
            }
            if (at.is("commit_transaction")) {
                return "commit";
            }
        }
        return isIn("transaction") ? "transaction" : "JDBC";
    }

    public String text(String key) {
        Object value = tree.attribute(key);
        return value == null ? "" : value.toString();
    }

    public long number(String key) {
        return tree.attribute(key) instanceof Number value ? value.longValue() : 0;
    }

    public double seconds(String key) {
        return tree.attribute(key) instanceof Number value ? value.doubleValue() : 0;
    }

    public boolean flag(String key) {
        return Boolean.TRUE.equals(tree.attribute(key));
    }

    public List<?> list(String key) {
        return tree.attribute(key) instanceof List<?> values ? values : List.of();
    }
}
