package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.core.QueryText;
import dev.ormtracing.core.StatementDisplay;
import dev.ormtracing.core.internal.measure.OldDatabaseKeys;
import dev.ormtracing.core.internal.measure.StatementShape;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
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

    /** What is shown of statements. */
    public final StatementDisplay display;

    private final Map<TransactionCommand, DescribedStatement> commands = new EnumMap<>(TransactionCommand.class);
    private final Map<TransactionCommand, StatementShape> commandShapes = new EnumMap<>(TransactionCommand.class);
    private final Attributes metricAttributes;
    private final Attributes poolAttributes;

    private record Key(DatabaseLocation location, StatementDisplay display) {

        /** Not the record's own: see {@link DatabaseLocation#hashCode()}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && display.equals(key.display) && location.equals(key.location);
        }

        @Override
        public int hashCode() {
            return 31 * location.hashCode() + display.hashCode();
        }
    }

    private Database(Key key) {
        this.location = key.location;
        this.display = key.display;
        this.system = location.system();
        this.attributes = attributesOf(location, display.oldKeys());
        this.metricAttributes =
                display.oldKeys() == OldDatabaseKeys.NONE ? attributes : attributesOf(location, OldDatabaseKeys.NONE);
        this.poolAttributes = Attributes.of(DbAttributes.POOL_NAME, poolName(location));
        for (TransactionCommand command : TransactionCommand.values()) {
            commands.put(command, new DescribedStatement(command.text, command.sql(), attributesOf(command)));
            commandShapes.put(command, shapeOf(command));
        }
    }

    public static Database at(DatabaseLocation location) {
        return at(location, StatementDisplay.DEFAULT);
    }

    private static Database at(DatabaseLocation location, StatementDisplay display) {
        Key key = new Key(location, display);
        Database known = KNOWN.get(key);
        if (known == null) {
            known = new Database(key);
            KNOWN.put(key, known);
        }
        return known;
    }

    /** This database, with statements that are shown in this way. */
    public Database with(StatementDisplay wanted) {
        return wanted.equals(display) ? this : at(location, wanted);
    }

    public Database withCatalog(@Nullable String catalog) {
        return system.followsCatalog() && !Objects.equals(catalog, location.catalog())
                ? at(location.withCatalog(catalog), display)
                : this;
    }

    public Database withSchema(@Nullable String schema) {
        return system.followsSchema() && !Objects.equals(schema, location.schema())
                ? at(location.withSchema(schema), display)
                : this;
    }

    public DescribedStatement statement(TransactionCommand command) {
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
        AttributesBuilder named = attributes.toBuilder()
                .put(DbAttributes.OPERATION_NAME, command.text)
                .put(DbAttributes.QUERY_TEXT, display.queryText() == QueryText.NONE ? null : command.sql())
                .put(DbAttributes.QUERY_SUMMARY, command.text);
        return display.oldKeys() == OldDatabaseKeys.ALL
                ? named.put(OldDbAttributes.OPERATION, command.text).build()
                : named.build();
    }

    private static Attributes attributesOf(DatabaseLocation location, OldDatabaseKeys oldKeys) {
        AttributesBuilder attributes = Attributes.builder();
        attributes.put(DbAttributes.SYSTEM_NAME, location.system().systemName);
        if (oldKeys != OldDatabaseKeys.NONE) {
            attributes.put(DbAttributes.SYSTEM, location.system().oldName);
        }
        attributes.put(DbAttributes.NAMESPACE, location.namespace());
        attributes.put(DbAttributes.SERVER_ADDRESS, location.address());
        if (oldKeys == OldDatabaseKeys.ALL) {
            String name = location.catalog() == null ? location.schema() : location.catalog();
            attributes.put(OldDbAttributes.NAME, name);
        }
        if (location.address() != null) {
            putPort(attributes, location, oldKeys);
        }
        return attributes.build();
    }

    /** The usual port says nothing by the stable conventions, and was always there before. */
    private static void putPort(AttributesBuilder attributes, DatabaseLocation location, OldDatabaseKeys oldKeys) {
        int usual = location.system().defaultPort;
        int port = location.port() > 0 ? location.port() : usual;
        if (port > 0 && (port != usual || oldKeys == OldDatabaseKeys.ALL)) {
            attributes.put(DbAttributes.SERVER_PORT, (long) port);
        }
    }
}
