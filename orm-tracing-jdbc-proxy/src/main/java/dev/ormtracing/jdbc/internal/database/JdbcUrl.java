package dev.ormtracing.jdbc.internal.database;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a JDBC URL. Never throws; of user names, passwords and directories nothing is kept. */
public final class JdbcUrl {

    /** Drivers that stand before another one and have its URL behind their own prefix. */
    private static final Set<String> WRAPPERS =
            Set.of("ormtracing", "otel", "p6spy", "log4jdbc", "aws-wrapper", "datadog", "tracing", "jdbc");

    private JdbcUrl() {}

    public static DatabaseLocation parse(@Nullable String url) {
        if (url == null) {
            return DatabaseLocation.UNKNOWN;
        }
        try {
            return parseDriver(withoutWrappers(url));
        } catch (RuntimeException e) {
            return DatabaseLocation.UNKNOWN;
        }
    }

    private static String withoutWrappers(String url) {
        String rest = url;
        while (WRAPPERS.contains(head(rest).toLowerCase(Locale.ROOT))) {
            rest = tail(rest);
        }
        return rest;
    }

    private static DatabaseLocation parseDriver(String url) {
        String rest = tail(url);
        return switch (head(url).toLowerCase(Locale.ROOT)) {
            case "mysql", "mysql+srv" -> mysql(DatabaseSystem.MYSQL, rest);
            case "mariadb" -> mysql(DatabaseSystem.MARIADB, rest);
            case "postgresql", "pgsql" -> postgresql(DatabaseSystem.POSTGRESQL, rest);
            case "cockroachdb", "cockroach" -> postgresql(DatabaseSystem.COCKROACHDB, rest);
            case "h2" -> fileOrServer(DatabaseSystem.H2, rest);
            case "hsqldb" -> fileOrServer(DatabaseSystem.HSQLDB, rest);
            case "derby" -> fileOrServer(DatabaseSystem.DERBY, rest);
            case "sqlite" -> fileOrServer(DatabaseSystem.SQLITE, rest);
            case "db2", "ibmdb" -> db2(rest);
            case "sqlserver" -> sqlServer(rest);
            case "microsoft" -> sqlServer(tail(rest));
            case "jtds" -> jtds(rest);
            case "oracle" -> OracleUrl.parse(rest);
            case "clickhouse", "ch" -> clickhouse(rest);
            case "redshift" -> other(DatabaseSystem.REDSHIFT, rest);
            case "trino" -> other(DatabaseSystem.TRINO, rest);
            case "sap" -> other(DatabaseSystem.HANA, rest);
            case "firebirdsql", "firebird" -> other(DatabaseSystem.FIREBIRD, rest);
            case "informix-sqli", "informix-direct" -> other(DatabaseSystem.INFORMIX, rest);
            case "teradata" -> other(DatabaseSystem.TERADATA, rest);
            case "as400" -> other(DatabaseSystem.DB2, rest);
            default -> other(rest);
        };
    }

    private static DatabaseLocation mysql(DatabaseSystem system, String rest) {
        UrlParts parts = UrlParts.of(rest, "?");
        String socket = parts.property("localSocket");
        String address = socket != null ? socket : parts.addressOr("localhost");
        return new DatabaseLocation(system, address, socket != null ? 0 : parts.port(), parts.path(), null);
    }

    private static DatabaseLocation postgresql(DatabaseSystem system, String rest) {
        UrlParts parts = UrlParts.of(rest, "?");
        String schema = parts.property("currentSchema");
        int comma = schema == null ? -1 : schema.indexOf(',');
        return new DatabaseLocation(
                system,
                parts.addressOr("localhost"),
                parts.port(),
                parts.path(),
                comma < 0 ? schema : schema.substring(0, comma));
    }

    private static DatabaseLocation db2(String rest) {
        UrlParts parts = UrlParts.of(rest, ":;");
        String schema = parts.property("currentSchema");
        return new DatabaseLocation(DatabaseSystem.DB2, parts.address(), parts.port(), parts.path(), schema);
    }

    private static DatabaseLocation clickhouse(String rest) {
        UrlParts parts = UrlParts.of(rest, "?");
        String database = parts.path() != null ? parts.path() : parts.property("database");
        return new DatabaseLocation(
                DatabaseSystem.CLICKHOUSE, parts.addressOr("localhost"), parts.port(), database, null);
    }

    private static DatabaseLocation sqlServer(String rest) {
        UrlParts parts = UrlParts.of(rest, ";");
        String server = parts.address() != null ? parts.address() : parts.property("serverName", "server");
        String instance = parts.property("instanceName");
        int backslash = server == null ? -1 : server.indexOf('\\');
        if (backslash >= 0) {
            instance = server.substring(backslash + 1);
            server = server.substring(0, backslash);
        }
        int port = parts.port() != 0 ? parts.port() : UrlParts.portNumber(parts.property("portNumber", "port"));
        return sqlServer(server, port, instance, parts.property("databaseName", "database"));
    }

    private static DatabaseLocation jtds(String rest) {
        if (!head(rest).equalsIgnoreCase("sqlserver")) {
            return other(rest);
        }
        UrlParts parts = UrlParts.of(rest, ";");
        return sqlServer(parts.address(), parts.port(), parts.property("instance"), parts.path());
    }

    private static DatabaseLocation sqlServer(
            @Nullable String server, int port, @Nullable String instance, @Nullable String database) {
        String namespace = instance == null || database == null ? database : instance + "|" + database;
        return new DatabaseLocation(DatabaseSystem.SQL_SERVER, server, port, namespace, null);
    }

    /** Embedded databases, which some serve over the network too. */
    private static DatabaseLocation fileOrServer(DatabaseSystem system, String rest) {
        UrlParts parts = UrlParts.of(rest, "?;");
        String schema = system == DatabaseSystem.H2 ? parts.property("SCHEMA") : null;
        return new DatabaseLocation(system, parts.address(), parts.port(), fileName(parts.path()), schema);
    }

    /** Of an unknown syntax only what can be nothing else; Teradata, for one, has the password in the path. */
    private static DatabaseLocation other(String rest) {
        return other(DatabaseSystem.OTHER, rest);
    }

    private static DatabaseLocation other(DatabaseSystem system, String rest) {
        UrlParts parts = UrlParts.of(rest, "?;:,");
        if (parts.address() == null) {
            return new DatabaseLocation(system, null, 0, null, null);
        }
        String path = parts.path();
        boolean name = path != null && path.indexOf('=') < 0 && path.indexOf('@') < 0;
        return new DatabaseLocation(system, parts.address(), parts.port(), name ? path : null, null);
    }

    /** Without the directory, which may hold a user's name, and without {@code mem:} and its like. */
    private static @Nullable String fileName(@Nullable String path) {
        if (path == null || path.contains(":memory:")) {
            return null;
        }
        int start = Math.max(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')), path.lastIndexOf(':')) + 1;
        String name = path.substring(start);
        return name.isEmpty() || name.equals(".") ? null : name;
    }

    private static String head(String url) {
        int colon = url.indexOf(':');
        return colon < 0 ? "" : url.substring(0, colon);
    }

    private static String tail(String url) {
        return url.substring(url.indexOf(':') + 1);
    }
}
