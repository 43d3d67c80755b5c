package dev.ormtracing.jdbc.internal.proxy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points back to the statement that was handed out; rows are read straight from the driver. */
class TracedResultSet extends DelegatingResultSet implements ResultSet {

    /** The rows are nothing that an operation reads, or the operation is not recorded. */
    static final int UNCOUNTED = -1;

    /** The owner did not return these rows: a cursor in a column or parameter may have a statement of its own. */
    private static final int NOT_OWNED = -2;

    private final ConnectionSpans connection;
    private final @Nullable TracedStatement owner;

    private @Nullable Statement other;

    /** The rows that the operation does not know of yet, or a constant: one field, as each select has such an object. */
    private int rows;

    TracedResultSet(ResultSet delegate, ConnectionSpans connection, @Nullable TracedStatement owner, int rows) {
        super(delegate);
        this.connection = connection;
        this.owner = owner;
        this.rows = rows;
    }

    /** What a statement has read. */
    static TracedResultSet of(ResultSet result, TracedStatement owner) {
        return new TracedResultSet(result, owner.connection, owner, owner.rowsCount() ? 0 : UNCOUNTED);
    }

    static TracedResultSet ofKeys(ResultSet keys, TracedStatement owner) {
        return new TracedResultSet(keys, owner.connection, owner, UNCOUNTED);
    }

    static @Nullable ResultSet ofMetaData(ResultSet result, ConnectionSpans connection) {
        return result == null ? null : new TracedResultSet(result, connection, null, NOT_OWNED);
    }

    /** The value, pointing back if it is a cursor. */
    static Object cursor(Object value, @Nullable TracedStatement owner, ConnectionSpans connection) {
        return value instanceof ResultSet cursor ? new TracedResultSet(cursor, connection, owner, NOT_OWNED) : value;
    }

    /** A cursor that was asked for by its type, which may be a driver's own and then gets the driver's object. */
    static <T> T cursor(T value, Class<T> type, @Nullable TracedStatement owner, ConnectionSpans connection) {
        Object wrapped = cursor(value, owner, connection);
        return wrapped != value && type.isInstance(wrapped) ? type.cast(wrapped) : value;
    }

    @Override
    public boolean next() throws SQLException {
        boolean row = delegate.next();
        if (row) {
            if (rows >= 0) {
                rows++;
            }
        } else {
            recordRows();
        }
        return row;
    }

    @Override
    public void close() throws SQLException {
        try {
            delegate.close();
        } finally {
            recordRows();
        }
    }

    private void recordRows() {
        if (rows > 0) {
            int read = rows;
            rows = 0;
            connection.rowsRead(owner == null ? null : owner.frame, read);
        }
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        Statement statement = delegate.getStatement();
        if (owner != null && (rows != NOT_OWNED || statement == owner.delegate)) {
            return owner;
        }
        if (statement == null) {
            return null;
        }
        if (other == null) {
            other = connection.tracedOther(statement);
        }
        return other;
    }

    @Override
    public Object getObject(int index) throws SQLException {
        return cursor(delegate.getObject(index), owner, connection);
    }

    @Override
    public Object getObject(String label) throws SQLException {
        return cursor(delegate.getObject(label), owner, connection);
    }

    @Override
    public Object getObject(int index, Map<String, Class<?>> types) throws SQLException {
        return cursor(delegate.getObject(index, types), owner, connection);
    }

    @Override
    public Object getObject(String label, Map<String, Class<?>> types) throws SQLException {
        return cursor(delegate.getObject(label, types), owner, connection);
    }

    @Override
    public <T> T getObject(int index, Class<T> type) throws SQLException {
        return cursor(delegate.getObject(index, type), type, owner, connection);
    }

    @Override
    public <T> T getObject(String label, Class<T> type) throws SQLException {
        return cursor(delegate.getObject(label, type), type, owner, connection);
    }
}
