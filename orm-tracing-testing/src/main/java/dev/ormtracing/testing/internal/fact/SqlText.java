package dev.ormtracing.testing.internal.fact;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told of a statement, or a query of HQL, by its text. Strings in it have been emptied. */
public final class SqlText {

    private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.$?:])\\d+(?:\\.\\d+)?\\b");
    private static final Pattern PARAMETER = Pattern.compile("\\?\\d*|:[a-z_]\\w*|\\$\\d+");
    private static final Pattern LIST = Pattern.compile("\\(\\s*\\?(?:\\s*,\\s*\\?)*\\s*\\)");
    private static final Pattern IN_LIST = Pattern.compile("\\bin\\s*\\(\\s*(\\?(?:\\s*,\\s*\\?)*)\\s*\\)");
    private static final Pattern JOIN = Pattern.compile("\\bjoin\\b");
    private static final Pattern LIMIT =
            Pattern.compile("\\blimit\\b|\\bfetch\\s+(?:first|next)\\b|\\btop\\b|\\brownum\\b|\\brow_number\\b");

    private final String text;

    private SqlText(String text) {
        this.text = text;
    }

    public static SqlText of(String text) {
        return new SqlText(
                STRING.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("''").strip());
    }

    /** The text without what differs from one execution to the next: values, names of parameters, lengths of lists. */
    public String template() {
        String withoutValues = NUMBER.matcher(text.replace("''", "?")).replaceAll("?");
        String withoutNames = PARAMETER.matcher(withoutValues).replaceAll("?");
        return LIST.matcher(withoutNames).replaceAll("(?)").replaceAll("\\s+", " ");
    }

    public boolean isSelect() {
        return text.startsWith("select") || text.startsWith("with");
    }

    /** The number of expressions that the outermost select returns. */
    public int columns() {
        int from = topLevel("from", 0);
        int select = topLevel("select", 0);
        if (select < 0) {
            return 0;
        }
        int depth = 0;
        int commas = 0;
        for (int at = select; at < (from < select ? text.length() : from); at++) {
            char found = text.charAt(at);
            depth += found == '(' ? 1 : found == ')' ? -1 : 0;
            commas += depth == 0 && found == ',' ? 1 : 0;
        }
        return commas + 1;
    }

    public int joins() {
        return (int) JOIN.matcher(text).results().count();
    }

    /** Whether the outermost statement has a condition. */
    public boolean isFiltered() {
        return topLevel("where", 0) >= 0;
    }

    public boolean isLimited() {
        return LIMIT.matcher(text).find();
    }

    public boolean isOrdered() {
        return topLevel("order by", 0) >= 0;
    }

    /** How many parameters each of its lists has. */
    public List<Integer> listLengths() {
        return IN_LIST.matcher(text)
                .results()
                .map(list -> (int)
                        list.group(1).chars().filter(found -> found == '?').count())
                .toList();
    }

    public boolean has(Pattern pattern) {
        return pattern.matcher(text).find();
    }

    public Matcher matcher(Pattern pattern) {
        return pattern.matcher(text);
    }

    /** Where a keyword stands outside of all parentheses; -1 if nowhere. */
    private int topLevel(String keyword, int start) {
        int depth = 0;
        for (int at = start; at < text.length(); at++) {
            char found = text.charAt(at);
            depth += found == '(' ? 1 : found == ')' ? -1 : 0;
            if (depth == 0 && isWordAt(keyword, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isWordAt(String keyword, int at) {
        int end = at + keyword.length();
        return text.startsWith(keyword, at)
                && (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
                && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
    }
}
