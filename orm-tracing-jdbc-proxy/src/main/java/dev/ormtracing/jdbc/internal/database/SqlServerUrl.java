package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.jdbc.internal.database.UrlProperties.Quoting;
import org.jspecify.annotations.Nullable;

/** What follows {@code jdbc:sqlserver:}, for Microsoft's driver and for jTDS. */
final class SqlServerUrl {

    private SqlServerUrl() {}

    static DatabaseLocation parse(String rest) {
        UrlParts parts = UrlParts.of(rest, ";");
        UrlProperties properties = parts.properties.quoted(Quoting.BRACES);
        String server = parts.address() != null ? parts.address() : properties.find("serverName", "server");
        String instance = properties.find("instanceName");
        int backslash = server == null ? -1 : server.indexOf('\\');
        if (server != null && backslash >= 0) {
            instance = server.substring(backslash + 1);
            server = server.substring(0, backslash);
        }
        if (JdbcUrl.isCloudSql(properties.find("socketFactoryClass"))) {
            server = null;
        }
        int port = parts.port() != 0 ? parts.port() : UrlNames.port(properties.find("portNumber", "port"));
        return location(server, port, instance, properties.find("databaseName", "database"));
    }

    static DatabaseLocation jtds(String rest) {
        UrlParts parts = UrlParts.of(rest, ";");
        String database = parts.path() != null ? parts.path() : parts.property("databaseName");
        return location(parts.address(), parts.port(), parts.property("instance"), database);
    }

    private static DatabaseLocation location(
            @Nullable String server, int port, @Nullable String instance, @Nullable String database) {
        String catalog = UrlNames.name(database);
        String named = UrlNames.name(instance);
        String namespace = named == null || catalog == null ? catalog : named + "|" + catalog;
        return new DatabaseLocation(DatabaseSystem.SQL_SERVER, UrlNames.address(server), port, namespace, null);
    }
}
