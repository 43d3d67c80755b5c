package dev.ormtracing.jdbc.internal.database;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a JDBC URL leads to, without credentials.
 *
 * @param address host name or IP address of the (first) server, null for an embedded or unknown one
 * @param port 0 when the URL has none
 * @param catalog the database, null if unknown
 * @param schema the schema set by the URL or the connection, null for the user's own
 */
public record DatabaseLocation(
        DatabaseSystem system,
        @Nullable String address,
        int port,
        @Nullable String catalog,
        @Nullable String schema) {

    public static final DatabaseLocation UNKNOWN = new DatabaseLocation(DatabaseSystem.OTHER, null, 0, null, null);

    /** The conventions put the more general part first and a bar between. */
    @Nullable
    String namespace() {
        if (catalog == null || schema == null) {
            return catalog == null ? schema : catalog;
        }
        return catalog + "|" + schema;
    }

    DatabaseLocation withCatalog(@Nullable String other) {
        return new DatabaseLocation(system, address, port, qualified(other), schema);
    }

    /** SQL Server's instance stays the same. */
    private @Nullable String qualified(@Nullable String other) {
        if (catalog == null || other == null || system != DatabaseSystem.SQL_SERVER) {
            return other;
        }
        return catalog.substring(0, catalog.indexOf('|') + 1) + other;
    }

    DatabaseLocation withSchema(@Nullable String other) {
        return new DatabaseLocation(system, address, port, catalog, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DatabaseLocation location
                && system == location.system
                && port == location.port
                && Objects.equals(address, location.address)
                && Objects.equals(catalog, location.catalog)
                && Objects.equals(schema, location.schema);
    }

    /**
     * Not the record's own: from JDK 18 on, the JDK keeps a soft reference to the types of the last record that it has hashed,
     * and with it to the class loader of an application that is gone.
     */
    @Override
    public int hashCode() {
        return Objects.hash(system, address, port, catalog, schema);
    }
}
