package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.jdbc.internal.database.UrlProperties.Quoting;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JDBC URL. Never throws; of user names, passwords and directories nothing is kept. What may be a password is left
 * out, and so is what the URL says of a host that is none.
 */
public final class JdbcUrl {

    private static final String[] CATALOGS = {"databaseName", "database", "db", "dbname"};
    private static final String[] ABOVE_SCHEMAS = {"ConnCatalog", "Catalog"};
    private static final String[] SCHEMAS = {"currentSchema", "schema", "ConnSchema"};

    private JdbcUrl() {}

    public static DatabaseLocation parse(@Nullable String url) {
        if (url == null) {
            return DatabaseLocation.UNKNOWN;
        }
        try {
            WrappedUrl target = WrappedUrl.of(url);
            DatabaseLocation location = parse(UrlVendor.named(target.vendor()), target.rest());
            return target.container()
                    ? new DatabaseLocation(location.system(), null, 0, location.catalog(), location.schema())
                    : location;
        } catch (RuntimeException e) {
            return DatabaseLocation.UNKNOWN;
        }
    }

    private static DatabaseLocation parse(UrlVendor vendor, String rest) {
        DatabaseSystem system = vendor.system();
        return switch (vendor.syntax()) {
            case QUERY -> server(system, UrlParts.of(rest, "?#"));
            case SEMICOLON -> server(system, UrlParts.of(rest, ";?#"));
            case COLON -> server(system, UrlParts.of(rest, ":;?"));
            case HOST_ONLY -> host(system, UrlParts.of(rest, "?"));
            case CATALOG_AND_SCHEMA -> catalogAndSchema(system, UrlParts.of(rest, "?"));
            case FILE -> location(system, null, 0, UrlNames.file(UrlParts.untilAny(rest, "?;")), null);
            case FILE_OR_SERVER -> fileOrServer(system, UrlParts.of(rest, "?;"));
            case MYSQL -> mysql(system, UrlParts.of(rest, "?"));
            case POSTGRESQL -> postgresql(system, UrlParts.of(rest, "?"));
            case SQL_SERVER -> SqlServerUrl.parse(rest);
            case MICROSOFT -> SqlServerUrl.parse(WrappedUrl.tail(rest));
            case JTDS ->
                WrappedUrl.head(rest).equalsIgnoreCase("sqlserver")
                        ? SqlServerUrl.jtds(rest)
                        : server(system, UrlParts.of(rest, ";"));
            case ORACLE -> OracleUrl.parse(system, rest);
            case HANA -> hana(system, UrlParts.of(rest, "?"));
            case SYBASE -> OddUrls.sybase(system, rest);
            case TERADATA -> OddUrls.teradata(system, rest);
            case FIREBIRD -> OddUrls.firebird(system, rest);
            case CASSANDRA -> OddUrls.cassandra(system, rest);
            case SPANNER -> OddUrls.spanner(system, rest);
            case BIGQUERY -> OddUrls.bigQuery(system, rest);
            case EXASOL -> OddUrls.exasol(system, rest);
            case CUBRID -> OddUrls.cubrid(system, rest);
            case URL_PROPERTY -> OddUrls.urlProperty(system, rest);
            case DATADIRECT -> OddUrls.dataDirect(rest);
            case UNKNOWN -> unknown(system, UrlParts.of(rest, "?;:,#"));
        };
    }

    /** What is no name or address for sure is left out. */
    static DatabaseLocation location(
            DatabaseSystem system,
            @Nullable String address,
            int port,
            @Nullable String catalog,
            @Nullable String schema) {
        return new DatabaseLocation(
                system, UrlNames.address(address), port, UrlNames.name(catalog), UrlNames.name(schema));
    }

    private static DatabaseLocation server(DatabaseSystem system, UrlParts parts) {
        String above = parts.property(ABOVE_SCHEMAS);
        String schema = parts.property(SCHEMAS);
        if (above != null) {
            String below = schema != null ? schema : database(parts);
            return location(system, parts.address(), parts.port(), above, below);
        }
        return location(system, parts.address(), parts.port(), database(parts), schema);
    }

    private static @Nullable String database(UrlParts parts) {
        return parts.path() != null ? parts.path() : parts.property(CATALOGS);
    }

    private static DatabaseLocation host(DatabaseSystem system, UrlParts parts) {
        return location(system, parts.address(), parts.port(), null, null);
    }

    private static DatabaseLocation catalogAndSchema(DatabaseSystem system, UrlParts parts) {
        String path = parts.path();
        if (path == null || path.indexOf('/') < 0) {
            return location(system, parts.address(), parts.port(), path, null);
        }
        int slash = path.indexOf('/');
        return location(system, parts.address(), parts.port(), path.substring(0, slash), path.substring(slash + 1));
    }

    private static DatabaseLocation mysql(DatabaseSystem system, UrlParts parts) {
        String socket = parts.property("localSocket");
        String address = socket != null ? socket : serverOf(parts, !system.isNamedByConventions());
        return location(system, address, socket != null ? 0 : parts.port(), parts.path(), null);
    }

    private static DatabaseLocation postgresql(DatabaseSystem system, UrlParts parts) {
        String schema = parts.property("currentSchema");
        String named = parts.property("PGHOST");
        String address = named != null && parts.address() == null ? named : serverOf(parts, isRemote(system, parts));
        int port = parts.port() != 0 ? parts.port() : UrlNames.port(parts.property("PGPORT"));
        String database = parts.path() != null ? parts.path() : parts.property("PGDBNAME");
        return location(system, address, port, database, schema == null ? null : UrlParts.untilAny(schema, ","));
    }

    /** A file of services has the host, or the driver's default is not known. */
    private static boolean isRemote(DatabaseSystem system, UrlParts parts) {
        return !system.isNamedByConventions() || parts.property("service") != null;
    }

    /** Where sockets come from a factory, the host of the URL may stand for nothing. */
    private static @Nullable String serverOf(UrlParts parts, boolean remote) {
        String factory = parts.property("socketFactory");
        if (isCloudSql(factory) || parts.property("cloudSqlInstance", "alloydbInstanceName") != null) {
            return null;
        }
        if (factory != null && factory.contains("AFUNIX")) {
            return parts.property("junixsocket.file", "socketFactoryArg");
        }
        return parts.addressOr(remote || factory != null ? null : "localhost");
    }

    static boolean isCloudSql(@Nullable String socketFactory) {
        return socketFactory != null && socketFactory.startsWith("com.google.cloud.");
    }

    private static DatabaseLocation hana(DatabaseSystem system, UrlParts parts) {
        return location(
                system, parts.address(), parts.port(), parts.property("databaseName"), parts.property("currentSchema"));
    }

    private static DatabaseLocation fileOrServer(DatabaseSystem system, UrlParts parts) {
        boolean h2 = system == DatabaseSystem.H2;
        String schema = h2 ? parts.properties.quoted(Quoting.BACKSLASH).find("SCHEMA") : null;
        String path = parts.path() != null ? parts.path() : parts.property("databaseName");
        return location(system, parts.address(), parts.port(), UrlNames.file(path), schema);
    }

    /** Only what can be nothing else, whatever the syntax. */
    private static DatabaseLocation unknown(DatabaseSystem system, UrlParts parts) {
        String path = parts.path();
        boolean plain = parts.address() != null && path != null && path.indexOf('/') < 0;
        return location(system, parts.address(), parts.port(), plain ? path : null, null);
    }
}
