package dev.ormtracing.jdbc.internal.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first server, the path and the properties of {@code prefix://user:password@host:port,host:port/path?properties}, or of
 * what is left of it. Credentials are dropped, and when they cannot be told from a host, the host is.
 */
final class UrlParts {

    private static final String SEPARATORS = "?&;:";

    private final @Nullable String address;
    private final boolean serverGiven;
    private final int port;
    private final @Nullable String path;
    private final String properties;

    private UrlParts(
            boolean serverGiven, @Nullable String address, int port, @Nullable String path, String properties) {
        this.serverGiven = serverGiven;
        this.address = address;
        this.port = port;
        this.path = path;
        this.properties = properties;
    }

    /** @param ends the characters that end the path and start the properties */
    static UrlParts of(String url, String ends) {
        int slashes = url.indexOf("//");
        // jdbc:h2:file:/a//b is a path.
        boolean hasServer = slashes == 0 || slashes > 0 && url.charAt(slashes - 1) == ':' && isWord(url, slashes - 1);
        if (!hasServer) {
            int end = firstOf(url, 0, ends.replace(":", ""));
            return new UrlParts(false, null, 0, decoded(url.substring(0, end)), url.substring(end));
        }
        return ofServer(url.substring(slashes + 2), ends);
    }

    private static UrlParts ofServer(String url, String ends) {
        int slash = authorityEnd(url, ends.replace(":", ""));
        String authority = url.substring(0, slash);
        if (authority.indexOf('@') < 0 && slash < url.length() && hidesCredentials(authority, url.substring(slash))) {
            String behind = url.substring(url.lastIndexOf('@') + 1);
            return ofServer(behind, ends);
        }
        int pathStart = slash < url.length() && url.charAt(slash) == '/' ? slash + 1 : slash;
        int pathEnd = firstOf(url, pathStart, ends);
        String path = decoded(url.substring(pathStart, pathEnd));
        String host = firstHost(authority);
        return new UrlParts(!authority.isEmpty(), hostOf(host), portOf(host), path, url.substring(pathEnd));
    }

    /** The server's name or IP address, null if there is none or it cannot be told. */
    @Nullable
    String address() {
        return address;
    }

    /** The address that the driver takes when the URL names none; not where the URL's cannot be told. */
    @Nullable
    String addressOr(String standard) {
        return serverGiven ? address : standard;
    }

    int port() {
        return port;
    }

    @Nullable
    String path() {
        return path;
    }

    /** The value of the first of these properties that is there, whatever the case of its name. */
    @Nullable
    String property(String... names) {
        for (String name : names) {
            String value = property(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable String property(String name) {
        int at = 0;
        while (at < properties.length()) {
            int keyEnd = firstOf(properties, at, "=" + SEPARATORS);
            if (keyEnd == properties.length() || properties.charAt(keyEnd) != '=') {
                at = keyEnd + 1;
                continue;
            }
            int valueEnd = valueEnd(keyEnd + 1);
            if (properties.substring(at, keyEnd).trim().equalsIgnoreCase(name)) {
                return value(properties.substring(keyEnd + 1, valueEnd));
            }
            at = valueEnd + 1;
        }
        return null;
    }

    /** SQL Server puts values with separators in braces. */
    private int valueEnd(int start) {
        boolean braced = start < properties.length() && properties.charAt(start) == '{';
        int from = braced ? firstOf(properties, start, "}") : start;
        return firstOf(properties, from, "&;");
    }

    private static @Nullable String value(String text) {
        return text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : decoded(text.trim());
    }

    static int portNumber(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Integer.parseInt(text);
    }

    /** Behind the parentheses of {@code address=(host=h)(port=1)} if there are any. */
    private static int authorityEnd(String url, String ends) {
        int depth = 0;
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth <= 0 && (c == '/' || ends.indexOf(c) >= 0)) {
                return i;
            }
        }
        return url.length();
    }

    /** {@code user:pass/word@host}: an at sign after what looked like a host, and what looks like a port may be none. */
    private static boolean hidesCredentials(String authority, String rest) {
        int colon = authority.lastIndexOf(':');
        if (colon < 0 || authority.indexOf('(') >= 0 || authority.endsWith("]")) {
            return false;
        }
        boolean port = portNumber(authority.substring(colon + 1)) != 0;
        String suspect = port ? rest.substring(0, firstOf(rest, 0, "?;")) : rest;
        return suspect.indexOf('@') >= 0;
    }

    private static String firstHost(String authority) {
        int parenthesis = authority.indexOf('(');
        if (parenthesis >= 0) {
            return describedHost(authority.substring(parenthesis));
        }
        int comma = authority.indexOf(',');
        String first = comma < 0 ? authority : authority.substring(0, comma);
        // A comma may be a part of the password.
        String whole = first.indexOf('@') < 0 ? authority : first;
        int at = whole.lastIndexOf('@');
        if (at < 0) {
            return first;
        }
        String behind = whole.substring(at + 1);
        int next = behind.indexOf(',');
        return next < 0 ? behind : behind.substring(0, next);
    }

    private static String describedHost(String description) {
        String host = described(description, "host");
        String port = described(description, "port");
        return host.isEmpty() || port.isEmpty() ? host : host + ":" + port;
    }

    /** The value of the first {@code name=value} in parentheses, of MySQL's and Oracle's descriptions. */
    static String described(String description, String name) {
        String compact = description.replace(" ", "");
        String lower = compact.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(name + "="); at > 0; at = lower.indexOf(name + "=", at + 1)) {
            if (lower.charAt(at - 1) == '(' || lower.charAt(at - 1) == ',') {
                int start = at + name.length() + 1;
                return compact.substring(start, firstOf(compact, start, ",)"));
            }
        }
        return "";
    }

    private static @Nullable String hostOf(String host) {
        if (host.startsWith("[")) {
            int close = host.indexOf(']');
            return close < 0 ? null : host.substring(1, close);
        }
        int colon = host.indexOf(':');
        if (colon >= 0 && !isBareIpv6(host)) {
            boolean plainPort = portNumber(host.substring(colon + 1)) != 0;
            // What is no port may be a password, and then this is no host.
            host = plainPort || colon == host.length() - 1 ? host.substring(0, colon) : "";
        }
        return host.isEmpty() ? null : host;
    }

    private static int portOf(String host) {
        int bracket = host.lastIndexOf(']');
        int colon = host.indexOf(':', Math.max(bracket, 0));
        return colon < 0 || bracket < 0 && isBareIpv6(host) ? 0 : portNumber(host.substring(colon + 1));
    }

    private static boolean isBareIpv6(String host) {
        return host.indexOf(':') != host.lastIndexOf(':')
                && host.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
    }

    private static boolean isWord(String text, int end) {
        return text.substring(0, end)
                .chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || c == ':' || c == '-' || c == '+' || c == '@');
    }

    private static int firstOf(String text, int from, String ends) {
        for (int i = from; i < text.length(); i++) {
            if (ends.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static @Nullable String decoded(String text) {
        if (text.isEmpty() || text.equals("/")) {
            return null;
        }
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
