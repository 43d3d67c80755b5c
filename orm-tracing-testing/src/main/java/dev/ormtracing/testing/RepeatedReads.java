package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.span.ReadText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was read below one span, and how often, counted in the recorded spans: for a span that has not ended, and for any
 * threshold. The core counts by the same rules, for the threshold of its settings.
 */
final class RepeatedReads {

    /** What they read they need, in order to change or delete it. */
    private static final Set<String> WRITING_METHODS = Set.of("remove", "delete", "deleteMultiple");

    /** The same read: what it is called, and which spans they are. */
    record Repeated(String subject, List<SpanTree> reads) {

        long count() {
            return reads.stream().mapToLong(RepeatedReads::times).sum();
        }

        /** A page that begins at a key has many rows; the last price of each item has one. */
        private boolean isSuspect() {
            long known = reads.stream().filter(read -> rows(read) != null).count();
            boolean pages = reads.stream().allMatch(read -> ReadText.isPageFromKey(firstText(read)));
            return !pages
                    || known > 0
                            && 2
                                            * reads.stream()
                                                    .filter(read -> Objects.equals(rows(read), 1L))
                                                    .count()
                                    > known;
        }
    }

    private final Map<String, Repeated> byKey = new LinkedHashMap<>();
    private final Map<String, Long> pagesByTable = new HashMap<>();

    private RepeatedReads() {}

    /** What was read at least so often directly below a span, or in the transactions below a span of the application. */
    static List<Repeated> of(SpanTree parent, int threshold) {
        if (parent.type() != null && !parent.hasType("operation") && !parent.hasType("transaction")) {
            return List.of();
        }
        RepeatedReads reads = new RepeatedReads();
        parent.children().forEach(child -> reads.add(parent, child, threshold));
        return reads.byKey.values().stream()
                .filter(read -> read.count() >= threshold && read.isSuspect() && !reads.countsPages(read))
                .toList();
    }

    /** One count a page: the first page has no offset, and who counts first is one ahead. */
    private boolean countsPages(Repeated read) {
        SpanTree first = firstStatement(read.reads().get(0));
        Long pages = ReadText.countsRows(text(first)) ? pagesByTable.get(mainTable(first)) : null;
        return pages != null && read.count() <= pages + 2;
    }

    /** The first table of the summary, with what is done to it. */
    private static String mainTable(SpanTree statement) {
        String summary = first(statement, "db.query.summary");
        int end = summary.indexOf(' ', summary.indexOf(' ') + 1);
        return end < 0 ? summary : summary.substring(0, end);
    }

    private void add(SpanTree parent, SpanTree child, int threshold) {
        if (child.hasType("operation")) {
            addOperation(child);
        } else if (child.hasType("db_query")) {
            addStatement(subjectOfStatement(child, parent), child, child);
        } else if (child.hasType("transaction") && parent.type() == null && readsOnly(child)) {
            addRare(child, threshold);
        }
    }

    /** What repeats within the transaction is told there. */
    private void addRare(SpanTree transaction, int threshold) {
        RepeatedReads below = new RepeatedReads();
        transaction.children().forEach(child -> below.add(transaction, child, threshold));
        below.byKey.forEach((key, read) -> {
            if (read.count() < threshold) {
                byKey.computeIfAbsent(key, k -> new Repeated(read.subject(), new ArrayList<>()))
                        .reads()
                        .addAll(read.reads());
            }
        });
        below.pagesByTable.forEach((table, pages) -> pagesByTable.merge(table, pages, Long::sum));
    }

    private void addOperation(SpanTree operation) {
        List<SpanTree> queries = operation.queries();
        if (queries.isEmpty() || WRITING_METHODS.contains(String.valueOf(operation.attribute("method")))) {
            return;
        }
        if (Boolean.TRUE.equals(operation.attribute("orm.lazy"))) {
            String role = first(operation, "orm.role", "model", "name");
            add(role, "", operation);
        } else {
            boolean unnamed = Objects.equals(operation.attribute("name"), operation.attribute("method"));
            SpanTree named = unnamed ? queries.get(0) : operation;
            addStatement(first(named, "name", "db.query.summary"), queries.get(0), operation);
        }
    }

    private void addStatement(String subject, SpanTree statement, SpanTree read) {
        if (ReadText.mayBeNPlusOne(text(statement))) {
            add(subject, text(statement), read);
        } else if (ReadText.isPage(text(statement))) {
            pagesByTable.merge(mainTable(statement), times(read), Long::sum);
        }
    }

    private void add(String subject, String text, SpanTree read) {
        byKey.computeIfAbsent(subject + "\n" + text, key -> new Repeated(subject, new ArrayList<>()))
                .reads()
                .add(read);
    }

    /** In an operation: what a statement has loaded, where that is not what the operation is for. */
    private static String subjectOfStatement(SpanTree statement, SpanTree parent) {
        Object load = statement.attribute("orm.load");
        return parent.hasType("operation") && load != null && !load.equals("query")
                ? first(statement, "orm.role", "orm.entity", "db.query.summary")
                : first(statement, "db.query.summary");
    }

    private static boolean readsOnly(SpanTree transaction) {
        return transaction.hasEnded()
                && transaction.queries().stream().map(RepeatedReads::text).allMatch(ReadText::isRead)
                && transaction.stream().noneMatch(tree -> tree.hasType("rollback_transaction"));
    }

    private static String first(SpanTree tree, String... keys) {
        Function<String, String> value = key -> Objects.toString(tree.attribute(key), "");
        return List.of(keys).stream()
                .map(value)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("statement");
    }

    private static SpanTree firstStatement(SpanTree read) {
        return read.hasType("db_query") || read.queries().isEmpty()
                ? read
                : read.queries().get(0);
    }

    private static String firstText(SpanTree read) {
        return text(firstStatement(read));
    }

    private static String text(SpanTree statement) {
        return first(statement, "db.query.text", "db.query.summary");
    }

    private static @Nullable Object rows(SpanTree read) {
        Object rows = read.attribute("orm.rows.read");
        return rows != null ? rows : read.attribute("db.response.returned_rows");
    }

    private static long times(SpanTree read) {
        return read.attribute("orm.operation.count") instanceof Long count ? count : 1;
    }
}
