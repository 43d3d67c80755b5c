package dev.ormtracing.jdbc.internal.source;

import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;

/** Passes the driver's events on with the objects that were handed out. Equal when the listeners are, as drivers may ask. */
final class ConnectionEvents implements ConnectionEventListener {

    private final TracingPooledConnection owner;
    private final ConnectionEventListener listener;

    ConnectionEvents(TracingPooledConnection owner, ConnectionEventListener listener) {
        this.owner = owner;
        this.listener = listener;
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        listener.connectionClosed(own(event));
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        listener.connectionErrorOccurred(own(event));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionEvents events && events.owner == owner && listener.equals(events.listener);
    }

    @Override
    public int hashCode() {
        return listener.hashCode();
    }

    private ConnectionEvent own(ConnectionEvent event) {
        return event != null && event.getSource() == owner.delegate
                ? new ConnectionEvent(owner, event.getSQLException())
                : event;
    }
}
