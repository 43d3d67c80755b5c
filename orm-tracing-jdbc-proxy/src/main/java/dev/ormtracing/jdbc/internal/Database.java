package dev.ormtracing.jdbc.internal;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The database that a connection leads to, with the attributes that all its spans have. One instance per database. */
final class Database {

    /** Many tenants are many catalogs or schemas; a forgotten one is built again. */
    private static final BoundedCache<DatabaseLocation, Database> KNOWN = new BoundedCache<>(512);

    final DatabaseSystem system;
    final Attributes attributes;
    private final DatabaseLocation location;
    private final Map<TransactionCommand, Attributes> commands = new EnumMap<>(TransactionCommand.class);

    private Database(DatabaseLocation location) {
        this.location = location;
        this.system = location.system();
        this.attributes = attributesOf(location);
        for (TransactionCommand command : TransactionCommand.values()) {
            commands.put(command, attributesOf(command));
        }
    }

    static Database at(DatabaseLocation location) {
        Database known = KNOWN.get(location);
        if (known == null) {
            known = new Database(location);
            KNOWN.put(location, known);
        }
        return known;
    }

    Database withCatalog(@Nullable String catalog) {
        return system.followsCatalog() && !Objects.equals(catalog, location.catalog())
                ? at(location.withCatalog(catalog))
                : this;
    }

    Database withSchema(@Nullable String schema) {
        return system.followsSchema() && !Objects.equals(schema, location.schema())
                ? at(location.withSchema(schema))
                : this;
    }

    Attributes transactionAttributes(TransactionCommand command) {
        return commands.get(command);
    }

    private Attributes attributesOf(TransactionCommand command) {
        return attributes.toBuilder()
                .put(DbAttributes.OPERATION_NAME, command.text)
                .put(DbAttributes.QUERY_TEXT, command.sql())
                .put(DbAttributes.QUERY_SUMMARY, command.text)
                .build();
    }

    private static Attributes attributesOf(DatabaseLocation location) {
        AttributesBuilder attributes = Attributes.builder();
        attributes.put(DbAttributes.SYSTEM_NAME, location.system().systemName);
        attributes.put(DbAttributes.SYSTEM, location.system().oldName);
        attributes.put(DbAttributes.NAMESPACE, location.namespace());
        attributes.put(DbAttributes.SERVER_ADDRESS, location.address());
        if (location.address() != null && location.port() > 0 && location.port() != location.system().defaultPort) {
            attributes.put(DbAttributes.SERVER_PORT, (long) location.port());
        }
        return attributes.build();
    }
}
