package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.core.internal.measure.StatementShape;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The database that a connection leads to, with the attributes that all its spans have. One instance per database. */
public final class Database {

    /** Many tenants are many catalogs or schemas; a forgotten one is built again. */
    private static final BoundedCache<Key, Database> KNOWN = new BoundedCache<>(512);

    public final DatabaseSystem system;
    public final Attributes attributes;
    private final DatabaseLocation location;
    private final boolean oldSemconv;
    private final Map<TransactionCommand, Attributes> commands = new EnumMap<>(TransactionCommand.class);
    private final Map<TransactionCommand, StatementShape> commandShapes = new EnumMap<>(TransactionCommand.class);
    private final Attributes metricAttributes;
    private final Attributes poolAttributes;

    private record Key(DatabaseLocation location, boolean oldSemconv) {

        /** Not the record's own: see {@link DatabaseLocation#hashCode()}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && oldSemconv == key.oldSemconv && location.equals(key.location);
        }

        @Override
        public int hashCode() {
            return 31 * location.hashCode() + Boolean.hashCode(oldSemconv);
        }
    }

    private Database(Key key) {
        this.location = key.location;
        this.oldSemconv = key.oldSemconv;
        this.system = location.system();
        this.attributes = attributesOf(location, oldSemconv);
        this.metricAttributes = oldSemconv ? attributesOf(location, false) : attributes;
        this.poolAttributes = Attributes.of(DbAttributes.POOL_NAME, poolName(location));
        for (TransactionCommand command : TransactionCommand.values()) {
            commands.put(command, attributesOf(command));
            commandShapes.put(command, shapeOf(command));
        }
    }

    public static Database at(DatabaseLocation location) {
        return at(location, true);
    }

    private static Database at(DatabaseLocation location, boolean oldSemconv) {
        Key key = new Key(location, oldSemconv);
        Database known = KNOWN.get(key);
        if (known == null) {
            known = new Database(key);
            KNOWN.put(key, known);
        }
        return known;
    }

    /** This database, described with or without the keys that the stable conventions have replaced. */
    public Database withOldSemconv(boolean emit) {
        return emit == oldSemconv ? this : at(location, emit);
    }

    public Database withCatalog(@Nullable String catalog) {
        return system.followsCatalog() && !Objects.equals(catalog, location.catalog())
                ? at(location.withCatalog(catalog), oldSemconv)
                : this;
    }

    public Database withSchema(@Nullable String schema) {
        return system.followsSchema() && !Objects.equals(schema, location.schema())
                ? at(location.withSchema(schema), oldSemconv)
                : this;
    }

    public Attributes transactionAttributes(TransactionCommand command) {
        return Objects.requireNonNull(commands.get(command));
    }

    public StatementShape shape(TransactionCommand command) {
        return Objects.requireNonNull(commandShapes.get(command));
    }

    /** What metrics and logs call a statement. */
    StatementShape shape(String summary, @Nullable String text) {
        return new StatementShape(
                summary,
                text,
                QuerySummaries.admits(summary)
                        ? metricAttributes.toBuilder()
                                .put(DbAttributes.QUERY_SUMMARY, summary)
                                .build()
                        : metricAttributes);
    }

    /** The attributes of a pool that has no name: it is called after the database. */
    public Attributes poolAttributes() {
        return poolAttributes;
    }

    private StatementShape shapeOf(TransactionCommand command) {
        Attributes named = metricAttributes.toBuilder()
                .put(DbAttributes.OPERATION_NAME, command.text)
                .put(DbAttributes.QUERY_SUMMARY, command.text)
                .build();
        return new StatementShape(command.text, null, named);
    }

    private static String poolName(DatabaseLocation location) {
        String server = location.address() == null ? location.system().systemName : location.address();
        String port = location.address() != null && location.port() > 0 ? ":" + location.port() : "";
        return location.namespace() == null ? server + port : server + port + "/" + location.namespace();
    }

    private Attributes attributesOf(TransactionCommand command) {
        return attributes.toBuilder()
                .put(DbAttributes.OPERATION_NAME, command.text)
                .put(DbAttributes.QUERY_TEXT, command.sql())
                .put(DbAttributes.QUERY_SUMMARY, command.text)
                .build();
    }

    private static Attributes attributesOf(DatabaseLocation location, boolean oldSemconv) {
        AttributesBuilder attributes = Attributes.builder();
        attributes.put(DbAttributes.SYSTEM_NAME, location.system().systemName);
        if (oldSemconv) {
            attributes.put(DbAttributes.SYSTEM, location.system().oldName);
        }
        attributes.put(DbAttributes.NAMESPACE, location.namespace());
        attributes.put(DbAttributes.SERVER_ADDRESS, location.address());
        if (location.address() != null && location.port() > 0 && location.port() != location.system().defaultPort) {
            attributes.put(DbAttributes.SERVER_PORT, (long) location.port());
        }
        return attributes.build();
    }
}
