package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.jdbc.internal.database.Database;
import dev.ormtracing.jdbc.internal.database.DatabaseLocation;
import dev.ormtracing.jdbc.internal.database.JdbcUrl;
import dev.ormtracing.jdbc.internal.session.SessionContext;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The driver's connection behind what a pool hands out. It is asked for its URL once in its life: a pool asked per statement
 * was too dear, and a DataSource asked once was wrong behind a router and after a failover.
 */
final class PhysicalConnection {

    private static final int MAX_LAYERS = 8;
    private static final WeakIdentityMap<Connection, PhysicalConnection> KNOWN = new WeakIdentityMap<>();

    /**
     * Whether an object of a class was ever put there. The handle of a pool is new with each loan, and to look for it would
     * have the JVM make up an identity hash code for it.
     */
    private static final ClassValue<AtomicBoolean> ARE_KNOWN = new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
            return new AtomicBoolean();
        }
    };

    final Database database;

    /** Whether one of our spans is open, or a statement is being prepared. Of the thread that uses the connection. */
    boolean statementOpen;

    /** What the session of the database is told, if it is told anything. */
    final SessionContext session = new SessionContext();

    private PhysicalConnection(Database database) {
        this.database = database;
    }

    /** What is known of the innermost connection. */
    static PhysicalConnection of(Connection physical) {
        PhysicalConnection known = known(physical);
        if (known != null) {
            return known;
        }
        PhysicalConnection found = new PhysicalConnection(databaseOf(physical));
        ConnectorJSpans.yieldTo(found, physical);
        ARE_KNOWN.get(physical.getClass()).set(true);
        KNOWN.put(physical, found);
        return found;
    }

    private static @Nullable PhysicalConnection known(Connection physical) {
        return ARE_KNOWN.get(physical.getClass()).get() ? KNOWN.get(physical) : null;
    }

    /** The driver's connection as far as the pool tells, or a wrapper of ours that stands on the way to it. */
    static Connection innermost(Connection connection) {
        Connection inner = connection;
        try {
            for (int layer = 0; layer < MAX_LAYERS; layer++) {
                if (KnownConnection.isTraced(inner) || known(inner) != null) {
                    return inner;
                }
                Connection next = InnerConnections.behind(inner);
                if (next == null) {
                    next = inner.unwrap(Connection.class);
                }
                if (next == null || next == inner) {
                    return inner;
                }
                inner = next;
            }
        } catch (Exception e) {
            // A pool that cannot unwrap, or HikariCP's stand-in for what it has taken back: the handle has to do.
        }
        return inner;
    }

    /** Past the pool: it takes a failure for the end of the connection, and the application gets another exception. */
    private static Database databaseOf(Connection connection) {
        try {
            return Database.at(JdbcUrl.parse(connection.getMetaData().getURL()));
        } catch (Exception e) {
            // Closed under our hands, or a driver without metadata.
            return Database.at(DatabaseLocation.UNKNOWN);
        }
    }
}
