package dev.ormtracing.jdbc.internal.source;

import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;

/** Passes the driver's events on with the objects that were handed out. Equal when the listeners are, as drivers may ask. */
record ConnectionEvents(TracedPooledConnection owner, ConnectionEventListener listener)
        implements ConnectionEventListener {

    @Override
    public void connectionClosed(ConnectionEvent event) {
        listener.connectionClosed(own(event));
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        listener.connectionErrorOccurred(own(event));
    }

    private ConnectionEvent own(ConnectionEvent event) {
        return event != null && event.getSource() == owner.delegate
                ? new ConnectionEvent(owner, event.getSQLException())
                : event;
    }
}
