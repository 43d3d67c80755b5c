package dev.ormtracing.jdbc.internal.source;

import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;

/** Passes the driver's events on with the objects that were handed out. Equal when the listeners are, as drivers may ask. */
final class StatementEvents implements StatementEventListener {

    private final TracingPooledConnection owner;
    private final StatementEventListener listener;

    StatementEvents(TracingPooledConnection owner, StatementEventListener listener) {
        this.owner = owner;
        this.listener = listener;
    }

    @Override
    public void statementClosed(StatementEvent event) {
        listener.statementClosed(own(event));
    }

    @Override
    public void statementErrorOccurred(StatementEvent event) {
        listener.statementErrorOccurred(own(event));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatementEvents events && events.owner == owner && listener.equals(events.listener);
    }

    @Override
    public int hashCode() {
        return listener.hashCode();
    }

    private StatementEvent own(StatementEvent event) {
        if (event == null || event.getSource() != owner.delegate) {
            return event;
        }
        return new StatementEvent(owner, owner.handles.handedOutFor(event.getStatement()), event.getSQLException());
    }
}
