package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.StatementDisplay;
import dev.ormtracing.core.StatementSettings;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.span.StartLine;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.core.internal.tree.SqlComments;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.jdbc.internal.database.Database;
import dev.ormtracing.jdbc.internal.database.DatabaseLocation;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import dev.ormtracing.jdbc.internal.database.JdbcUrl;
import io.opentelemetry.api.common.Attributes;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What to trace with, and when. */
public final class JdbcTracing {

    final OperationTracer tracer;
    final boolean returnedRows;
    final StatementDisplay display;

    /** Whether sessions of the database are told which span works in them. */
    final boolean tellsSessions;

    final StatementSettings settings;

    /** Null unless statements carry comments. */
    final @Nullable SqlComments comments;

    private final boolean onlyInOperations;
    private final Attributes pool;

    /** Null until a statement has run, or a URL was given. */
    private volatile @Nullable Database seen;

    private volatile boolean seesSeveral;

    /** The class of the last connection that was none of ours: a pool has one. A race looks at a class twice. */
    private @Nullable Class<?> untraced;

    /** What the pool says of itself; looked at until a statement has run. */
    private volatile @Nullable Attributes guessed;

    public JdbcTracing(OrmTracing tracing, boolean onlyInOperations) {
        this(tracing, onlyInOperations, Attributes.empty());
    }

    private JdbcTracing(OrmTracing tracing, boolean onlyInOperations, Attributes pool) {
        this.tracer = tracing.tracer();
        this.settings = tracing.statements();
        this.returnedRows = settings.returnedRows();
        this.display = settings.display();
        this.tellsSessions = settings.session();
        this.comments = tracer.comments();
        this.onlyInOperations = onlyInOperations;
        this.pool = pool;
    }

    /** Traces every statement, and tells from which pool its connection is. */
    public static JdbcTracing ofPool(OrmTracing tracing, String name) {
        return new JdbcTracing(tracing, false, Attributes.of(DbAttributes.POOL_NAME, name));
    }

    /** Traces every statement of a connection to that URL, which is all that is known before the first one. */
    public static JdbcTracing expecting(OrmTracing tracing, String url) {
        JdbcTracing always = new JdbcTracing(tracing, false);
        if (always.tracer.isEnabled()) {
            always.seen = Database.at(JdbcUrl.parse(url)).with(always.display);
        }
        return always;
    }

    /** False when no span would come of it, so that nothing needs to be described. */
    boolean isActive() {
        return isActive(null);
    }

    /** Whether a statement would be traced now, on a connection that this transaction of a session has, or none. */
    boolean isActive(@Nullable TransactionSpan transaction) {
        return isActive(tracer.current(), transaction);
    }

    /** Whether a statement would be traced now, in this running frame, or in none. */
    boolean isActive(@Nullable Frame frame, @Nullable TransactionSpan transaction) {
        if (frame != null) {
            return frame.isRecording();
        }
        return transaction == null ? !onlyInOperations && tracer.isSampling() : tracer.isSampling(transaction);
    }

    public @Nullable JdbcCall startConnect() {
        Attributes name = poolName();
        return tracer.joinsConnect(pool, name) || !isActive() ? null : tracer.startConnect(pool, name);
    }

    /** The name of the pool. One that was given none is called after the database, if it leads to one only. */
    public Attributes poolName() {
        if (!pool.isEmpty()) {
            return pool;
        }
        Database known = seen;
        if (known == null) {
            Attributes guess = guessed;
            return guess == null ? Attributes.empty() : guess;
        }
        return seesSeveral ? Attributes.empty() : known.poolAttributes();
    }

    /** Until a statement has run, the pool is called after the database of this URL. */
    public void guess(@Nullable String url) {
        DatabaseLocation location = JdbcUrl.parse(url);
        guessed = location.equals(DatabaseLocation.UNKNOWN)
                ? Attributes.empty()
                : Database.at(location).poolAttributes();
    }

    /** Whether nothing is known yet that a pool could be called by. */
    public boolean isNameless() {
        return pool.isEmpty() && seen == null && guessed == null;
    }

    /** The {@link System#nanoTime()} to give to a connection that is borrowed, 0 while there are no metrics. */
    public long borrowStarts() {
        return tracer.metrics() == null ? 0 : System.nanoTime();
    }

    /** Tells the operator that this DataSource is traced. */
    public void tell(StartLine line, DataSource dataSource) {
        String name = pool.isEmpty() ? dataSource.getClass().getName() : pool.get(DbAttributes.POOL_NAME);
        line.tell(tracer.instrumenter, "the DataSource " + name);
    }

    /** The instruments, or null while there are none. */
    public @Nullable Metrics metrics() {
        return tracer.metrics();
    }

    /** A connection was opened that was asked for at that time, as {@link #borrowStarts} has told it. */
    public void created(long start) {
        Metrics metrics = start == 0 ? null : tracer.metrics();
        if (metrics != null) {
            metrics.connectionCreated(poolOfFigures(), System.nanoTime() - start);
        }
    }

    /** By what the figures of the pool are told, which may have no name: then it is called after its database. */
    public Attributes poolOfFigures() {
        Attributes known = poolName();
        return known.isEmpty() ? expected().poolAttributes() : known;
    }

    /** The pool that connections come from, null where it has no name. */
    @Nullable
    Attributes pool() {
        return pool.isEmpty() ? null : pool;
    }

    /** Whether there is nothing to trace, or the connection is traced already. */
    public boolean leavesAlone(@Nullable Connection connection) {
        if (connection == null || !tracer.isEnabled()) {
            return true;
        }
        Class<?> type = connection.getClass();
        if (type == untraced) {
            return false;
        }
        boolean traced = KnownConnection.isTraced(connection);
        if (!traced) {
            untraced = type;
        }
        return traced;
    }

    /** A statement has run on that database. */
    void sees(Database database) {
        Database known = seen;
        if (known == null) {
            seen = database;
        } else if (known != database) {
            seesSeveral = true;
        }
    }

    /**
     * The database that a connection leads to on which no statement has run yet. Such a connection is asked for nothing,
     * since it may be one that is only opened when it is used. It is the database of all the others, if that is one.
     */
    Database expected() {
        Database known = seen;
        return known == null || seesSeveral
                ? Database.at(DatabaseLocation.UNKNOWN).with(display)
                : known;
    }
}
