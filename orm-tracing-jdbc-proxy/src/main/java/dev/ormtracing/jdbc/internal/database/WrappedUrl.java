package dev.ormtracing.jdbc.internal.database;

import java.util.Locale;
import java.util.Set;

/**
 * The URL of the driver behind those that stand before it and have its URL behind their own prefix.
 *
 * @param vendor the driver's own first word
 * @param rest what follows it
 * @param container whether Testcontainers starts the server, at an address that the URL does not say
 */
record WrappedUrl(String vendor, String rest, boolean container) {

    /** A prefix that is not known is one when a known driver follows. */
    private static final Set<String> PREFIXES = Set.of(
            "jdbc",
            "jdbc-secretsmanager",
            "ormtracing",
            "otel",
            "p6spy",
            "log4jdbc",
            "aws-wrapper",
            "aws-dsql",
            "tracing",
            "dd",
            "tc");

    static WrappedUrl of(String url) {
        String rest = url.trim();
        boolean container = false;
        while (isPrefix(rest)) {
            container |= head(rest).equalsIgnoreCase("tc");
            rest = tail(rest);
        }
        return new WrappedUrl(head(rest), container ? withoutTag(tail(rest)) : tail(rest), container);
    }

    private static boolean isPrefix(String url) {
        String name = head(url).toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return false;
        }
        return PREFIXES.contains(name)
                || name.startsWith("datadog")
                || !UrlVendor.named(name).isKnown()
                        && UrlVendor.named(head(tail(url))).isKnown();
    }

    /** Testcontainers has the version of the image between the vendor and the server: {@code postgresql:15.4:///shop}. */
    private static String withoutTag(String url) {
        int slashes = url.indexOf("://");
        return slashes < 0 ? url : url.substring(slashes + 1);
    }

    static String head(String url) {
        int colon = url.indexOf(':');
        return colon < 0 ? "" : url.substring(0, colon);
    }

    static String tail(String url) {
        return url.substring(url.indexOf(':') + 1);
    }
}
