package dev.ormtracing.jdbc.internal.database;

import org.jspecify.annotations.Nullable;

/**
 * The properties of a URL, parted by what their driver parts them by: by {@code &} behind a question mark, by a comma behind
 * a comma, else by a semicolon. What would be a separator for a different driver is part of a value, often of a password.
 */
final class UrlProperties {

    /** How a value may contain a separator. */
    enum Quoting {
        NONE,
        /** {@code {a;b}}, with a brace doubled. */
        BRACES,
        /** {@code a\;b}. */
        BACKSLASH,
        /** {@code 'a,b'}, with an apostrophe doubled. */
        APOSTROPHES
    }

    private final String text;
    private final char separator;
    private final Quoting quoting;

    UrlProperties(String text, Quoting quoting) {
        this.text = text;
        this.quoting = quoting;
        this.separator = text.startsWith("?") ? '&' : text.startsWith(",") ? ',' : ';';
    }

    UrlProperties quoted(Quoting other) {
        return new UrlProperties(text, other);
    }

    /** The value of the first of these properties that is there, whatever the case of its name. */
    @Nullable
    String find(String... names) {
        for (String name : names) {
            String value = find(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable String find(String name) {
        int at = 1;
        while (at < text.length()) {
            int end = end(at);
            int equals = text.indexOf('=', at);
            if (equals >= 0 && equals < end && text.substring(at, equals).trim().equalsIgnoreCase(name)) {
                return value(text.substring(equals + 1, end).trim());
            }
            at = end + 1;
        }
        return null;
    }

    private int end(int start) {
        int at = start;
        int equals = text.indexOf('=', start);
        int next = text.indexOf(separator, start);
        if (equals >= 0 && (next < 0 || equals < next)) {
            at = behindQuoted(equals + 1);
        }
        while (at < text.length() && text.charAt(at) != separator) {
            at += quoting == Quoting.BACKSLASH && text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, text.length());
    }

    private int behindQuoted(int start) {
        char close = quoting == Quoting.BRACES ? '}' : '\'';
        char open = quoting == Quoting.BRACES ? '{' : '\'';
        if (quoting != Quoting.BRACES && quoting != Quoting.APOSTROPHES
                || start >= text.length()
                || text.charAt(start) != open) {
            return start;
        }
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == close) {
                if (i + 1 == text.length() || text.charAt(i + 1) != close) {
                    return i + 1;
                }
                i++;
            }
        }
        return text.length();
    }

    private String value(String value) {
        boolean quoted = value.length() > 1
                && (quoting == Quoting.BRACES && value.startsWith("{") && value.endsWith("}")
                        || quoting == Quoting.APOSTROPHES && value.startsWith("'") && value.endsWith("'"));
        if (quoted) {
            return value.substring(1, value.length() - 1);
        }
        return separator == '&' ? UrlNames.decoded(value) : value;
    }
}
