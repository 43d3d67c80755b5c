package dev.ormtracing.core.internal.name;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Internal: a key and a value as sqlcommenter writes them, {@code key='value'}. What is not a letter, a digit or one of
 * {@code -_.~} is percent-encoded, so that neither can end a quote, a comment or a parameter's name. Immutable.
 *
 * @param key encoded
 * @param text both, encoded and quoted
 */
public record SqlTag(String key, String text) {

    public static final Comparator<SqlTag> BY_KEY = Comparator.comparing(SqlTag::key);

    static final String OPERATION = "orm";
    static final String CALLER = "caller";
    private static final String TRACEPARENT = "traceparent";
    private static final String TRACESTATE = "tracestate";

    private static final int MAX_KEY = 64;
    private static final int MAX_VALUE = 256;

    /** More than the conventions want a {@code tracestate} to have. */
    private static final int MAX_WHOLE = 1024;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** Null without a key. */
    public static @Nullable SqlTag of(String key, String value) {
        String encoded = encode(key, MAX_KEY);
        return encoded.isEmpty() ? null : encoded(encoded, value);
    }

    public static SqlTag encoded(String key, String value) {
        return new SqlTag(key, key + "='" + encode(value, MAX_VALUE) + "'");
    }

    /** Null where it is too long: a part of what a propagator writes says nothing. */
    public static @Nullable SqlTag whole(String key, String value) {
        String encoded = encode(value, Integer.MAX_VALUE);
        String encodedKey = encode(key, MAX_KEY);
        return value.isEmpty() || encodedKey.isEmpty() || encoded.length() > MAX_WHOLE
                ? null
                : new SqlTag(encodedKey, encodedKey + "='" + encoded + "'");
    }

    /** Whether the key is one that this library writes. */
    public boolean isOwn() {
        return key.equals(OPERATION) || key.equals(CALLER) || key.equals(TRACEPARENT) || key.equals(TRACESTATE);
    }

    /** Cut where the next character would not fit as a whole. */
    private static String encode(String text, int max) {
        int plain = plainLength(text);
        if (plain == text.length() && plain <= max) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(Math.min(max, text.length() + 16));
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            int before = encoded.length();
            append(encoded, codePoint);
            if (encoded.length() > max) {
                encoded.setLength(before);
                break;
            }
            i += Character.charCount(codePoint);
        }
        return encoded.toString();
    }

    private static int plainLength(String text) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static void append(StringBuilder encoded, int codePoint) {
        if (isPlain(codePoint)) {
            encoded.append((char) codePoint);
            return;
        }
        for (byte b : new String(new int[] {codePoint}, 0, 1).getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%');
            HEX.toHexDigits(encoded, b);
        }
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '~';
    }
}
