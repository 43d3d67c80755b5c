package dev.ormtracing.jdbc.internal.source;

import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;

/** Passes the driver's events on with the objects that were handed out. Equal when the listeners are, as drivers may ask. */
record StatementEvents(TracedPooledConnection owner, StatementEventListener listener)
        implements StatementEventListener {

    @Override
    public void statementClosed(StatementEvent event) {
        listener.statementClosed(own(event));
    }

    @Override
    public void statementErrorOccurred(StatementEvent event) {
        listener.statementErrorOccurred(own(event));
    }

    private StatementEvent own(StatementEvent event) {
        if (event == null || event.getSource() != owner.delegate) {
            return event;
        }
        return new StatementEvent(owner, owner.handles.handedOutFor(event.getStatement()), event.getSQLException());
    }
}
