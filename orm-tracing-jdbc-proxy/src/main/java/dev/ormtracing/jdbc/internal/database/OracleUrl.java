package dev.ormtracing.jdbc.internal.database;

import org.jspecify.annotations.Nullable;

/** What follows {@code jdbc:oracle:}: the many ways to name a server and a service or an instance. */
final class OracleUrl {

    private OracleUrl() {}

    static DatabaseLocation parse(String url) {
        String target = withoutCredentials(url);
        if (target.startsWith("(")) {
            return described(target);
        }
        if (target.startsWith("ldap")) {
            return location(null, 0, null);
        }
        int scheme = target.indexOf("//");
        int query = target.indexOf('?');
        String service = query < 0 ? target : target.substring(0, query);
        return scheme >= 0 || service.indexOf('/') > 0 ? withService(target, scheme) : withInstance(target);
    }

    private static String withoutCredentials(String url) {
        int description = url.indexOf('(');
        int at = url.lastIndexOf('@', description < 0 ? url.length() : description);
        return at < 0 ? "" : url.substring(at + 1).trim();
    }

    private static DatabaseLocation described(String description) {
        String host = UrlParts.described(description, "host");
        String service = UrlParts.described(description, "service_name");
        if (service.isEmpty()) {
            service = UrlParts.described(description, "sid");
        }
        return location(host, UrlParts.portNumber(UrlParts.described(description, "port")), service);
    }

    /** {@code //host:port/service:pooled}, with or without the slashes and a protocol before. */
    private static DatabaseLocation withService(String target, int scheme) {
        UrlParts parts = UrlParts.of(scheme >= 0 ? target : "//" + target, "?:/");
        return location(parts.address(), parts.port(), parts.path());
    }

    /** {@code host:port:sid}, or a name that the client looks up. */
    private static DatabaseLocation withInstance(String target) {
        int query = target.indexOf('?');
        String[] parts = (query < 0 ? target : target.substring(0, query)).split(":");
        return switch (parts.length) {
            case 1 -> location(null, 0, parts[0]);
            case 2 ->
                UrlParts.portNumber(parts[1]) == 0
                        ? location(parts[0], 0, parts[1])
                        : location(parts[0], UrlParts.portNumber(parts[1]), null);
            case 3 -> location(parts[0], UrlParts.portNumber(parts[1]), parts[2]);
            default -> location(null, 0, null);
        };
    }

    private static DatabaseLocation location(@Nullable String host, int port, @Nullable String service) {
        return new DatabaseLocation(DatabaseSystem.ORACLE, emptyToNull(host), port, emptyToNull(service), null);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
