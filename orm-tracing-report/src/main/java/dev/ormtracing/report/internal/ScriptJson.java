package dev.ormtracing.report.internal;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON that may stand inside a script element: whatever could end the element, or open a comment in it, is written as
 * {@code \\u003c} and so on. Takes maps, collections, strings, numbers that fit a double, booleans and null.
 */
public final class ScriptJson {

    private final StringBuilder out = new StringBuilder();

    private ScriptJson() {}

    public static String of(Object value) {
        ScriptJson json = new ScriptJson();
        json.write(value);
        return json.out.toString();
    }

    private void write(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            writeAll('{', map.entrySet(), this::writeEntry, '}');
        } else if (value instanceof Collection<?> values) {
            writeAll('[', values, this::write, ']');
        } else if (value instanceof CharSequence text) {
            writeText(text);
        } else {
            out.append(value);
        }
    }

    private void writeEntry(Map.Entry<?, ?> entry) {
        writeText(String.valueOf(entry.getKey()));
        out.append(':');
        write(entry.getValue());
    }

    private <T> void writeAll(char open, Collection<T> values, Consumer<? super T> writer, char close) {
        out.append(open);
        for (Iterator<T> rest = values.iterator(); rest.hasNext(); ) {
            writer.accept(rest.next());
            if (rest.hasNext()) {
                out.append(',');
            }
        }
        out.append(close);
    }

    private void writeText(CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else if (isPair(text, i)) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append("\\u").append(Character.forDigit(c >> 12, 16));
                out.append(Character.forDigit(c >> 8 & 15, 16));
                out.append(Character.forDigit(c >> 4 & 15, 16));
                out.append(Character.forDigit(c & 15, 16));
            }
        }
        out.append('"');
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && "\"\\<>&\u007f\u2028\u2029".indexOf(c) < 0 && !Character.isSurrogate(c);
    }

    /** A surrogate alone cannot be written as UTF-8. */
    private static boolean isPair(CharSequence text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }
}
