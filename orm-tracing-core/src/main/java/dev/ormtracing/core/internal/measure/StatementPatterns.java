package dev.ormtracing.core.internal.measure;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the statements that the application wants to see nothing of. Whoever asks keeps the answer: it depends on
 * nothing else. Immutable.
 *
 * @param patterns in lower case, with one space for any white space; {@code *} stands for any text
 */
public record StatementPatterns(List<String> patterns) {

    public static final StatementPatterns NONE = new StatementPatterns(List.of());

    private static final String TABLE = "table:";

    /** More of a text is not compared. */
    private static final int MAX_LENGTH = 10 * 1024;

    /** The words of a summary that name no table. */
    private static final Set<String> OPERATIONS = Set.of(
            "select",
            "insert",
            "update",
            "delete",
            "merge",
            "replace",
            "upsert",
            "truncate",
            "with",
            "batch",
            "call",
            "create",
            "alter",
            "drop",
            "table",
            "index",
            "view",
            "lock",
            "explain",
            "values",
            "into",
            "from");

    public StatementPatterns {
        patterns = List.copyOf(patterns);
    }

    public static StatementPatterns of(String... patterns) {
        return new StatementPatterns(Stream.of(patterns)
                .map(StatementPatterns::normal)
                .filter(pattern -> !pattern.isEmpty())
                .toList());
    }

    // Not the record's own, which the JDK makes at run time and which keep a class loader that nobody uses any more.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatementPatterns others && patterns.equals(others.patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Whether one of the patterns is that of the whole text, or of all tables in the summary. */
    public boolean match(String text, String summary) {
        if (isEmpty()) {
            return false;
        }
        String normal = normal(text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text);
        for (String pattern : patterns) {
            if (pattern.startsWith(TABLE)
                    ? areOnly(pattern.substring(TABLE.length()), summary)
                    : !normal.isEmpty() && matches(pattern, normal)) {
                return true;
            }
        }
        return false;
    }

    private static boolean areOnly(String pattern, String summary) {
        boolean any = false;
        for (String word : summary.toLowerCase(Locale.ROOT).split(" ", -1)) {
            String table = unquoted(word);
            if (table.isEmpty() || OPERATIONS.contains(word)) {
                continue;
            }
            String name = table.substring(table.lastIndexOf('.') + 1);
            if (!matches(pattern, table) && !matches(pattern, name)) {
                return false;
            }
            any = true;
        }
        return any;
    }

    private static String unquoted(String name) {
        return name.replace("\"", "").replace("`", "").replace("[", "").replace("]", "");
    }

    /** Without a regular expression: at most as many steps as both have characters, multiplied. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int from = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** One space for any white space, no semicolon at the end, lower case. */
    private static String normal(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ') {
                normal.append(Character.toLowerCase(c));
            } else if (!normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
                normal.append(' ');
            }
        }
        int end = normal.length();
        while (end > 0 && (normal.charAt(end - 1) == ' ' || normal.charAt(end - 1) == ';')) {
            end--;
        }
        return normal.substring(0, end);
    }
}
