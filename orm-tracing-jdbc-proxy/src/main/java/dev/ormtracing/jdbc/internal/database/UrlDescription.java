package dev.ormtracing.jdbc.internal.database;

import java.util.Locale;

/** The descriptions in parentheses of Oracle, {@code (address=(host=h)(port=1))}, and of MySQL. */
final class UrlDescription {

    private UrlDescription() {}

    /** The first {@code host:port} of {@code (host=h)(port=1),…} or of {@code (host=h,port=1),(…)}. */
    static String ofMySql(String hosts) {
        int next = hosts.indexOf("),");
        String first = compact(next < 0 ? hosts : hosts.substring(0, next + 1));
        // Where parentheses part the values, a comma is a part of one.
        String before = first.contains(")(") || first.indexOf(',') < 0 ? "(" : "(,";
        return hostAndPort(value(first, "host", before), value(first, "port", before));
    }

    /** The first {@code host:port} of a description of Oracle. */
    static String ofOracle(String description) {
        String compact = compact(description);
        int host = find(compact, "host", "(");
        if (host < 0) {
            return "";
        }
        String address = compact.substring(opening(compact, host - 1), closing(compact, host - 1));
        return hostAndPort(value(address, "host", "("), value(address, "port", "("));
    }

    /** The first value of that name, empty if there is none. */
    static String ofOracle(String description, String name) {
        return value(compact(description), name, "(");
    }

    private static String hostAndPort(String host, String port) {
        if (host.isEmpty() || port.isEmpty()) {
            return host;
        }
        boolean bareIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (bareIpv6 ? "[" + host + "]" : host) + ":" + port;
    }

    private static String compact(String description) {
        return description.replaceAll("\\s+", "");
    }

    private static String value(String compact, String name, String before) {
        int at = find(compact, name, before);
        return at < 0 ? "" : compact.substring(at, UrlParts.firstOf(compact, at, before.length() > 1 ? ",)" : ")"));
    }

    /** Where the value begins. */
    private static int find(String compact, String name, String before) {
        String lower = compact.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(name + "=");
        while (at > 0 && before.indexOf(lower.charAt(at - 1)) < 0) {
            at = lower.indexOf(name + "=", at + 1);
        }
        return at <= 0 ? -1 : at + name.length() + 1;
    }

    /** The parenthesis that opens what is around the group with this place. */
    private static int opening(String text, int place) {
        int depth = 0;
        for (int i = place; i >= 0; i--) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 2) {
                return i;
            }
        }
        return 0;
    }

    private static int closing(String text, int place) {
        int depth = 0;
        for (int i = place; i < text.length(); i++) {
            depth += text.charAt(i) == ')' ? 1 : text.charAt(i) == '(' ? -1 : 0;
            if (depth == 2) {
                return i;
            }
        }
        return text.length();
    }
}
