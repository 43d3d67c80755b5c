package dev.ormtracing.jdbc.internal.proxy;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A result set whose rows are counted; without the opt-in none of these calls is more than passed on. */
final class CountingResultSet extends TracedResultSet implements ResultSet {

    private final ReturnedRows rows;

    CountingResultSet(ResultSet delegate, TracedStatement owner, ReturnedRows rows) {
        super(delegate, owner.connection, owner, owner.rowsCount() ? 0 : UNCOUNTED);
        this.rows = rows;
    }

    @Override
    public boolean next() throws SQLException {
        boolean row = super.next();
        rows.moved(row);
        return row;
    }

    @Override
    public boolean previous() throws SQLException {
        boolean row = delegate.previous();
        rows.movedBack(row);
        return row;
    }

    @Override
    public boolean first() throws SQLException {
        boolean row = delegate.first();
        rows.movedTo(row, 1);
        return row;
    }

    @Override
    public boolean last() throws SQLException {
        return movedSomewhere(delegate.last());
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        return movedSomewhere(delegate.absolute(row));
    }

    @Override
    public boolean relative(int distance) throws SQLException {
        return movedSomewhere(delegate.relative(distance));
    }

    @Override
    public void beforeFirst() throws SQLException {
        delegate.beforeFirst();
        rows.movedOutside(true);
    }

    @Override
    public void afterLast() throws SQLException {
        delegate.afterLast();
        rows.movedOutside(false);
    }

    @Override
    public void close() throws SQLException {
        try {
            super.close();
        } finally {
            rows.end();
        }
    }

    /** Only the driver knows the number of the row now. */
    private boolean movedSomewhere(boolean row) {
        if (row && !rows.isOver()) {
            try {
                rows.movedTo(true, delegate.getRow());
            } catch (SQLException | RuntimeException e) {
                rows.movedOutside(false);
            }
        }
        return row;
    }
}
