package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.jdbc.internal.database.UrlProperties.Quoting;
import java.util.Locale;
import java.util.Set;

/** Syntaxes that one driver has alone. */
final class OddUrls {

    private static final Set<String> FIREBIRD_EMBEDDED = Set.of("embedded", "local");
    private static final Set<String> FIREBIRD_REMOTE = Set.of("native", "java", "pure_java", "oo");

    private OddUrls() {}

    /** {@code Tds:host:port/database?properties}. */
    static DatabaseLocation sybase(DatabaseSystem system, String rest) {
        if (!WrappedUrl.head(rest).equalsIgnoreCase("Tds")) {
            return JdbcUrl.location(system, null, 0, null, null);
        }
        UrlParts parts = UrlParts.of("//" + WrappedUrl.tail(rest), "?;");
        String database = parts.path() != null ? parts.path() : parts.property("databaseName");
        return JdbcUrl.location(system, parts.address(), parts.port(), database, null);
    }

    /** {@code //host/DATABASE=name,USER=name,PASSWORD='a,b'}. */
    static DatabaseLocation teradata(DatabaseSystem system, String rest) {
        int slash = rest.startsWith("//") ? rest.indexOf('/', 2) : -1;
        String server = slash < 0 ? rest : rest.substring(0, slash);
        String behind = slash < 0 ? "" : rest.substring(slash + 1);
        boolean unclear = server.indexOf('@') >= 0 && behind.indexOf('@') >= 0;
        if (unclear || !server.startsWith("//") || !behind.isEmpty() && !behind.matches("(?s)\\w+\\s*=.*")) {
            return JdbcUrl.location(system, null, 0, null, null);
        }
        UrlParts parts = UrlParts.of(server, "/");
        UrlProperties properties = new UrlProperties("," + behind, Quoting.APOSTROPHES);
        int port = parts.port() != 0 ? parts.port() : UrlNames.port(properties.find("DBS_PORT"));
        return JdbcUrl.location(system, parts.address(), port, properties.find("DATABASE"), null);
    }

    /** {@code //host:port/file} or {@code host/port:file}, or a file alone. */
    static DatabaseLocation firebird(DatabaseSystem system, String rest) {
        String kind = WrappedUrl.head(rest).toLowerCase(Locale.ROOT);
        boolean embedded = FIREBIRD_EMBEDDED.contains(kind);
        String target = embedded || FIREBIRD_REMOTE.contains(kind) ? WrappedUrl.tail(rest) : rest;
        if (target.startsWith("//")) {
            UrlParts parts = UrlParts.of(target, "?;");
            return JdbcUrl.location(system, parts.address(), parts.port(), UrlNames.file(parts.path()), null);
        }
        String path = target.substring(0, UrlParts.firstOf(target, 0, "?;"));
        String server = WrappedUrl.head(path);
        // C:\data is a drive.
        if (embedded || server.length() < 2) {
            return JdbcUrl.location(system, null, 0, UrlNames.file(path), null);
        }
        int slash = server.indexOf('/');
        return JdbcUrl.location(
                system,
                slash < 0 ? server : server.substring(0, slash),
                slash < 0 ? 0 : UrlNames.port(server.substring(slash + 1)),
                UrlNames.file(path),
                null);
    }

    /** {@code //host--host:port/keyspace}. */
    static DatabaseLocation cassandra(DatabaseSystem system, String rest) {
        UrlParts parts = UrlParts.of(rest.replaceFirst("^//([^/:?@]+?)--[^/:?@]*", "//$1"), "?");
        return JdbcUrl.location(system, parts.address(), parts.port(), parts.path(), null);
    }

    /** {@code //host/projects/p/instances/i/databases/name}. */
    static DatabaseLocation spanner(DatabaseSystem system, String rest) {
        UrlParts parts = UrlParts.of(rest, "?;");
        String path = parts.path();
        int name = path == null ? -1 : path.lastIndexOf("databases/");
        String database = path == null || name < 0 ? null : path.substring(name + "databases/".length());
        return JdbcUrl.location(system, parts.address(), parts.port(), database, null);
    }

    /** {@code //https://host/path:port;ProjectId=name}. */
    static DatabaseLocation bigQuery(DatabaseSystem system, String rest) {
        UrlParts parts = UrlParts.of(rest, ";");
        String path = parts.path();
        int behindPath = path == null ? 0 : UrlNames.port(path.substring(path.lastIndexOf(':') + 1));
        return JdbcUrl.location(
                system,
                parts.address(),
                parts.port() != 0 ? parts.port() : behindPath,
                parts.property("ProjectId", "Project"),
                parts.property("DefaultDataset", "Dataset"));
    }

    /** {@code host,host/fingerprint:port;schema=name}, where a host may be a range of them. */
    static DatabaseLocation exasol(DatabaseSystem system, String rest) {
        int end = UrlParts.firstOf(rest, 0, ";");
        String hosts = rest.substring(0, end);
        String first = hosts.substring(0, UrlParts.firstOf(hosts, 0, ",/:"));
        int range = first.indexOf("..");
        return JdbcUrl.location(
                system,
                range < 0 ? first : first.substring(0, range),
                UrlNames.port(hosts.substring(hosts.lastIndexOf(':') + 1)),
                null,
                new UrlProperties(rest.substring(end), Quoting.NONE).find("schema"));
    }

    /** {@code host:port:database:user:password:?properties}. */
    static DatabaseLocation cubrid(DatabaseSystem system, String rest) {
        String[] parts = rest.split(":", -1);
        int port = parts.length < 3 ? 0 : UrlNames.port(parts[1]);
        return port == 0
                ? JdbcUrl.location(system, null, 0, null, null)
                : JdbcUrl.location(system, parts[0], port, parts[2], null);
    }

    /** {@code table:url=http://host:port;properties}. */
    static DatabaseLocation urlProperty(DatabaseSystem system, String rest) {
        int at = rest.toLowerCase(Locale.ROOT).indexOf("url=");
        if (at < 0
                || at > 0 && rest.charAt(at - 1) != ':'
                || rest.substring(0, at).indexOf('=') >= 0) {
            return JdbcUrl.location(system, null, 0, null, null);
        }
        UrlParts parts = UrlParts.of(rest.substring(at + "url=".length()), ";");
        return JdbcUrl.location(system, parts.address(), parts.port(), parts.property("database", "schema"), null);
    }

    /** {@code vendor://host:port;DatabaseName=name}, with values in braces. */
    static DatabaseLocation dataDirect(String rest) {
        DatabaseSystem system = UrlVendor.named(WrappedUrl.head(rest)).system();
        UrlParts parts = UrlParts.of(WrappedUrl.tail(rest), ";");
        String database = parts.properties.quoted(Quoting.BRACES).find("DatabaseName", "ServiceName", "SID");
        return JdbcUrl.location(system, parts.address(), parts.port(), database, null);
    }
}
