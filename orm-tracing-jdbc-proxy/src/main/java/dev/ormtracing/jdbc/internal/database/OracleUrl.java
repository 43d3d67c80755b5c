package dev.ormtracing.jdbc.internal.database;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What follows {@code jdbc:oracle:}: the many ways to name a server and a service or an instance. */
final class OracleUrl {

    private static final Pattern TARGET = Pattern.compile("[^@?]*(\\?\\s*[A-Za-z_][\\w. -]*=.*)?", Pattern.DOTALL);

    private OracleUrl() {}

    static DatabaseLocation parse(DatabaseSystem system, String url) {
        String target = withoutCredentials(url);
        if (target.startsWith("(")) {
            return described(system, target);
        }
        // A directory or a store of configurations is no database server.
        if (target.startsWith("ldap") || target.startsWith("config-")) {
            return location(system, null, 0, null);
        }
        int query = target.indexOf('?');
        String plain = query < 0 ? target : target.substring(0, query);
        int scheme = plain.indexOf("//");
        return scheme >= 0 || plain.indexOf('/') > 0 ? withService(system, plain, scheme) : withInstance(system, plain);
    }

    /** Empty where a password cannot be told from what is behind it. */
    private static String withoutCredentials(String url) {
        String login = WrappedUrl.tail(url);
        if (login.startsWith("@")) {
            return login.substring(1).trim();
        }
        int description = url.indexOf('(');
        int at = url.lastIndexOf('@', description < 0 ? url.length() : description);
        String target = url.substring(at + 1).trim();
        if (at < 0 || description >= 0 && !target.endsWith(")")) {
            return "";
        }
        for (int before = url.indexOf('@'); before < at; before = url.indexOf('@', before + 1)) {
            if (TARGET.matcher(url.substring(before + 1)).matches()) {
                return "";
            }
        }
        return target;
    }

    private static DatabaseLocation described(DatabaseSystem system, String description) {
        UrlParts server = UrlParts.of("//" + UrlDescription.ofOracle(description), "/");
        String service = UrlDescription.ofOracle(description, "service_name");
        String name = service.isEmpty() ? UrlDescription.ofOracle(description, "sid") : service;
        return location(system, server.address(), server.port(), name);
    }

    /** {@code //host:port/service:pooled}, with or without the slashes and a protocol before. */
    private static DatabaseLocation withService(DatabaseSystem system, String target, int scheme) {
        UrlParts parts = UrlParts.of(scheme >= 0 ? target : "//" + withoutProtocol(target), ":/");
        return location(system, parts.address(), parts.port(), parts.path());
    }

    private static String withoutProtocol(String target) {
        return target.startsWith("tcp:") || target.startsWith("tcps:") ? WrappedUrl.tail(target) : target;
    }

    /** {@code host:port:sid}, or a name that the client looks up. */
    private static DatabaseLocation withInstance(DatabaseSystem system, String target) {
        int bracket = target.startsWith("[") ? target.indexOf(']') + 1 : 0;
        String[] parts = target.substring(bracket).split(":", -1);
        String host = bracket > 0 ? target.substring(1, bracket - 1) : parts[0];
        return switch (parts.length) {
            case 1 -> location(system, null, 0, bracket > 0 ? null : parts[0]);
            case 2 ->
                UrlNames.port(parts[1]) == 0
                        ? location(system, host, 0, parts[1])
                        : location(system, host, UrlNames.port(parts[1]), null);
            case 3 -> location(system, host, UrlNames.port(parts[1]), parts[2]);
            default -> location(system, null, 0, null);
        };
    }

    private static DatabaseLocation location(
            DatabaseSystem system, @Nullable String host, int port, @Nullable String service) {
        return JdbcUrl.location(system, host, port, service, null);
    }
}
