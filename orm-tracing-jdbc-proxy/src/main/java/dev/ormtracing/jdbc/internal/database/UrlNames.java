package dev.ormtracing.jdbc.internal.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets pass what is a name or an address for sure: the rest of a URL may be a password. */
final class UrlNames {

    private static final int MAX_LENGTH = 128;
    private static final String IN_NO_NAME = "=@;:&?#,(){}[]<>\"'`|";
    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\p{N}._-]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[\\w.-]+)?");
    private static final Pattern SOCKET = Pattern.compile("/[\\p{L}\\p{N}._/-]+");

    /** UUIDs, hashes, times and the like: a name for each run is none to group by. */
    private static final Pattern RANDOM =
            Pattern.compile("\\p{XDigit}{8}([-_]?)(\\p{XDigit}{4}\\1){3}\\p{XDigit}{12}|\\d{9,}|0\\.\\d{6,}");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]{10,}");
    private static final int RANDOM_CHANGES = 4;

    private UrlNames() {}

    /** A host name, an IP address or a socket's path; else null. */
    static @Nullable String address(@Nullable String text) {
        boolean plain = text != null
                && text.length() <= 2 * MAX_LENGTH
                && (ADDRESS.matcher(text).matches() || SOCKET.matcher(text).matches());
        return plain ? text : null;
    }

    static @Nullable String name(@Nullable String text) {
        if (text == null || text.isEmpty() || text.equals("/") || text.length() > MAX_LENGTH) {
            return null;
        }
        boolean plain = text.chars().allMatch(c -> IN_NO_NAME.indexOf(c) < 0 && !Character.isISOControl(c));
        return plain ? text : null;
    }

    /**
     * The name of a database in a file or in memory, without its directory, which may hold a user's name; null for one that
     * was made up for this run.
     */
    static @Nullable String file(@Nullable String path) {
        if (path == null || path.contains(":memory:")) {
            return null;
        }
        int start = 0;
        for (char end : new char[] {'/', '\\', ':', ')', '!'}) {
            start = Math.max(start, path.lastIndexOf(end) + 1);
        }
        String name = path.substring(start);
        return name.equals(".") || isRandom(name) ? null : name(name);
    }

    static boolean isRandom(String name) {
        return RANDOM.matcher(name).find()
                || WORD.matcher(name).results().anyMatch(word -> changes(word.group()) >= RANDOM_CHANGES);
    }

    /** How often digits follow letters and letters digits. */
    private static int changes(String word) {
        int changes = 0;
        for (int i = 1; i < word.length(); i++) {
            changes += Character.isDigit(word.charAt(i)) != Character.isDigit(word.charAt(i - 1)) ? 1 : 0;
        }
        return changes;
    }

    static int port(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        int port = Integer.parseInt(text);
        return port > 0xffff ? 0 : port;
    }

    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
