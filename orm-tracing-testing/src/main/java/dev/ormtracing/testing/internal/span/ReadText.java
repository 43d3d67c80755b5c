package dev.ormtracing.testing.internal.span;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a statement that repeats can be an N+1, by its text. The rules are those of the core. */
public final class ReadText {

    private static final Pattern SEQUENCE = Pattern.compile("\\bnext(val\\b|\\s+values?\\s+for\\b|_val\\b)");
    private static final Pattern PARAMETER = Pattern.compile("\\?|[$:@][a-z]{0,2}\\d");
    private static final Pattern OFFSET =
            Pattern.compile("\\boffset\\s+[?$:@]|\\blimit\\s+\\S+?\\s*,\\s*[?$:@]|\\brow_?num(ber)?\\b.*>\\s*[?$:@]");
    private static final Pattern READ =
            Pattern.compile("(?s)\\s*(?:/\\*.*?\\*/\\s*)*\\(*\\s*(select|with|values|table)\\b.*");

    private static final Pattern LIMIT = Pattern.compile("\\b(limit|top|rownum)\\b|\\bfetch\\s+(first|next)\\b");
    private static final Pattern ORDER = Pattern.compile("\\border\\s+by\\s+(?:\\w+\\()*([^\\s,()?]+)");

    private static final Pattern COUNT = Pattern.compile("(?s)\\s*(?:/\\*.*?\\*/\\s*)*select\\s+count(_big)?\\s*\\(.*");
    private static final Pattern LIST_BEFORE = Pattern.compile("(?s).*\\bin\\s*\\(\\s*");

    /** Shorter lists are what is wanted of each owner. */
    private static final int SHORTEST_CHUNK = 10;

    private ReadText() {}

    public static boolean isRead(String sql) {
        return READ.matcher(sql.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Neither the next number of a sequence, nor a page by its offset, nor a chunk of a long list, nor what has no
     * parameter and is always the same.
     * Of a statement of which only the summary is known, nobody can tell.
     */
    public static boolean mayBeNPlusOne(String sql) {
        String text = sql.toLowerCase(Locale.ROOT);
        return isRead(text)
                && !SEQUENCE.matcher(text).find()
                && (PARAMETER.matcher(text).find() || isSummary(text))
                && !isPage(text)
                && !isChunk(text);
    }

    public static boolean isPage(String sql) {
        return OFFSET.matcher(sql.toLowerCase(Locale.ROOT)).find();
    }

    /** Whether it counts rows: those of each owner, or those of the query whose pages are read beside. */
    public static boolean countsRows(String sql) {
        return COUNT.matcher(sql.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isChunk(String text) {
        Matcher parameter = PARAMETER.matcher(text);
        if (!parameter.find()) {
            return false;
        }
        int start = parameter.start();
        int end = text.indexOf(')', start);
        return end >= 0
                && LIST_BEFORE.matcher(text.substring(0, start)).matches()
                && text.substring(start, end).chars().filter(c -> c == ',').count() >= SHORTEST_CHUNK - 1
                && !parameter.find(end);
    }

    /** A summary has an operation and its tables. */
    private static boolean isSummary(String text) {
        return !text.contains(" from ");
    }

    /** Whether there is a limit, and the first column of the order is compared with a parameter. */
    public static boolean isPageFromKey(String sql) {
        String text = sql.toLowerCase(Locale.ROOT);
        if (!LIMIT.matcher(text).find() || OFFSET.matcher(text).find()) {
            return false;
        }
        Matcher order = ORDER.matcher(text);
        while (order.find()) {
            String key = order.group(1);
            for (int at = text.indexOf(key); at >= 0 && at < order.start(); at = text.indexOf(key, at + 1)) {
                if (isCompared(text, at, at + key.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code key > ?}, or {@code (key, id) > (?, ?)}, or {@code ? < key}. */
    private static boolean isCompared(String text, int start, int end) {
        int after = skipSpace(text, end);
        while (after < text.length() && text.charAt(after) == ')') {
            after = skipSpace(text, after + 1);
        }
        if (after < text.length() && text.charAt(after) == ',') {
            after = text.indexOf(')', after);
            after = after < 0 ? text.length() : skipSpace(text, after + 1);
        }
        int before = start - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        if (before > 0 && text.charAt(before) == '=') {
            before--;
        }
        return after < text.length() && isComparison(text.charAt(after))
                || before >= 0 && isComparison(text.charAt(before));
    }

    private static boolean isComparison(char c) {
        return c == '<' || c == '>';
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
