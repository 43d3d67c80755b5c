package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.jdbc.internal.database.UrlProperties.Quoting;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first server, the path and the properties of {@code prefix://user:password@host:port,host:port/path?properties}, or of
 * what is left of it. Credentials are dropped, and when they cannot be told from a host, the host is.
 */
final class UrlParts {

    private static final Pattern NESTED_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern PORT_RANGE = Pattern.compile(":\\d+\\.\\.\\d+$");

    private final @Nullable String address;
    private final boolean serverGiven;
    private final int port;
    private final String path;
    final UrlProperties properties;

    private UrlParts(boolean serverGiven, @Nullable String address, int port, String path, String properties) {
        this.serverGiven = serverGiven;
        this.address = address;
        this.port = port;
        this.path = UrlNames.decoded(path);
        this.properties = new UrlProperties(properties, Quoting.NONE);
    }

    /** @param ends the characters that end the path and start the properties */
    static UrlParts of(String url, String ends) {
        int slashes = url.indexOf("//");
        // jdbc:h2:file:/a//b is a path.
        boolean hasServer = slashes == 0 || slashes > 0 && url.charAt(slashes - 1) == ':' && isWord(url, slashes - 1);
        if (!hasServer) {
            int end = firstOf(url, 0, ends);
            return new UrlParts(false, null, 0, url.substring(0, end), url.substring(end));
        }
        return ofServer(url.substring(slashes + 2), ends);
    }

    private static UrlParts ofServer(String url, String ends) {
        if (NESTED_SCHEME.matcher(url).matches()) {
            return ofServer(url.substring(url.indexOf("//") + 2), ends);
        }
        UrlAuthority authority = UrlAuthority.of(url, ends.replace(":", ""));
        if (authority.isHidden()) {
            return new UrlParts(true, null, 0, "", "");
        }
        String rest = authority.rest();
        int pathStart = rest.startsWith("/") ? 1 : 0;
        int pathEnd = firstOf(rest, pathStart, ends);
        String host = PORT_RANGE.matcher(authority.host()).replaceFirst("");
        return new UrlParts(
                !url.isEmpty() && rest.length() < url.length(),
                hostOf(host),
                portOf(host),
                rest.substring(pathStart, pathEnd),
                rest.substring(pathEnd));
    }

    /** The server's name or IP address, null if there is none or it cannot be told. */
    @Nullable
    String address() {
        return address;
    }

    /** The address that the driver takes when the URL names none; not where the URL's cannot be told. */
    @Nullable
    String addressOr(@Nullable String standard) {
        return serverGiven ? address : standard;
    }

    int port() {
        return port;
    }

    @Nullable
    String path() {
        return path.isEmpty() || path.equals("/") ? null : path;
    }

    /** See {@link UrlProperties#find}. */
    @Nullable
    String property(String... names) {
        return properties.find(names);
    }

    private static @Nullable String hostOf(String host) {
        if (host.startsWith("[")) {
            int close = host.indexOf(']');
            return close < 0 ? null : host.substring(1, close);
        }
        int colon = host.indexOf(':');
        if (colon >= 0 && !isBareIpv6(host)) {
            boolean plainPort = UrlNames.port(host.substring(colon + 1)) != 0;
            // What is no port may be a password, and then this is no host.
            host = plainPort || colon == host.length() - 1 ? host.substring(0, colon) : "";
        }
        return host.isEmpty() ? null : host;
    }

    private static int portOf(String host) {
        int bracket = host.lastIndexOf(']');
        int colon = host.indexOf(':', Math.max(bracket, 0));
        return colon < 0 || bracket < 0 && isBareIpv6(host) ? 0 : UrlNames.port(host.substring(colon + 1));
    }

    private static boolean isBareIpv6(String host) {
        return host.indexOf(':') != host.lastIndexOf(':')
                && host.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
    }

    /** Whether it can be what stands between {@code jdbc:} and the server. */
    private static boolean isWord(String text, int end) {
        return text.substring(0, end).chars().allMatch(c -> Character.isLetterOrDigit(c) || ":-+@._".indexOf(c) >= 0);
    }

    static String untilAny(String text, String ends) {
        return text.substring(0, firstOf(text, 0, ends));
    }

    static int firstOf(String text, int from, String ends) {
        for (int i = from; i < text.length(); i++) {
            if (ends.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
