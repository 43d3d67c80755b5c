package dev.ormtracing.core.internal.nplusone;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the text of a statement that repeats says of why it does. */
enum RepeatedText {

    /** The statement fetches the next number of a sequence, whatever dialect says so. */
    SEQUENCE,

    /** The statement has no parameter, so it reads the same each time: a poll, a setting. No join would spare that. */
    CONSTANT,

    /** The statement reads a page by an offset. */
    OFFSET,

    /** The statement has a limit, and begins at a key: the next page, or the last row before a date. */
    KEY,

    /** All parameters of the statement are the values of one long list: a chunk of an even longer one. */
    CHUNK,

    /** The statement counts rows: those of each owner, or those of the query whose pages are read beside. */
    COUNT,

    OTHER;

    /** Shorter lists are what is wanted of each owner. */
    private static final int SHORTEST_CHUNK = 10;

    private static final Pattern SEQUENCE_CALL = Pattern.compile("\\bnext(val\\b|\\s+values?\\s+for\\b|_val\\b)");
    private static final Pattern PARAMETER = Pattern.compile("\\?|[$:@][a-z]{0,2}\\d");
    private static final Pattern AT_OFFSET =
            Pattern.compile("\\boffset\\s+[?$:@]|\\blimit\\s+\\S+?\\s*,\\s*[?$:@]|\\brow_?num(ber)?\\b.*>\\s*[?$:@]");
    private static final Pattern LIMIT = Pattern.compile("\\b(limit|top|rownum)\\b|\\bfetch\\s+(first|next)\\b");
    private static final Pattern ORDER = Pattern.compile("\\border\\s+by\\s+(?:\\w+\\()*([^\\s,()?]+)");
    private static final Pattern COUNT_OF_ROWS =
            Pattern.compile("(?s)\\s*(?:/\\*.*?\\*/\\s*)*select\\s+count(_big)?\\s*\\(.*");
    private static final Pattern LIST_BEFORE = Pattern.compile("(?s).*\\bin\\s*\\(\\s*");

    /** @param sql the text, or null where there is none */
    static RepeatedText of(@Nullable String sql) {
        if (sql == null) {
            return OTHER;
        }
        String text = sql.toLowerCase(Locale.ROOT);
        if (SEQUENCE_CALL.matcher(text).find()) {
            return SEQUENCE;
        }
        if (!PARAMETER.matcher(text).find()) {
            return CONSTANT;
        }
        if (AT_OFFSET.matcher(text).find()) {
            return OFFSET;
        }
        if (isFromKey(text)) {
            return KEY;
        }
        if (isChunk(text)) {
            return CHUNK;
        }
        return COUNT_OF_ROWS.matcher(text).matches() ? COUNT : OTHER;
    }

    /** @param sql the text, or null where there is none */
    static boolean isPage(@Nullable String sql) {
        return sql != null
                && mayBePage(sql)
                && AT_OFFSET.matcher(sql.toLowerCase(Locale.ROOT)).find();
    }

    /** Nearly all texts have none of these, and are not looked at any further. */
    private static boolean mayBePage(String sql) {
        return sql.contains("offset")
                || sql.contains("limit")
                || sql.contains("row")
                || sql.contains("OFFSET")
                || sql.contains("LIMIT")
                || sql.contains("ROW");
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

    /** Whether there is a limit, and the first column of the order is compared with a parameter. */
    private static boolean isFromKey(String text) {
        if (!LIMIT.matcher(text).find()) {
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
