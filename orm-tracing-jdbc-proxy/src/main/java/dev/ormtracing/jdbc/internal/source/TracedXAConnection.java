package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

final class TracedXAConnection extends DelegatingXAConnection implements XAConnection {

    private @Nullable TracedXAResource lastResource;

    private TracedXAConnection(XAConnection delegate, JdbcTracing tracing) {
        super(delegate, tracing);
    }

    static XAConnection of(XAConnection connection, JdbcTracing tracing) {
        return connection == null || isTraced(connection) ? connection : new TracedXAConnection(connection, tracing);
    }

    /** Gives the wrapper that was given before, when the driver gives the same resource again, as most do. */
    @Override
    public synchronized XAResource getXAResource() throws SQLException {
        XAResource resource = xa.getXAResource();
        if (resource == null || isKnownByItsClass(resource)) {
            return resource;
        }
        TracedXAResource last = lastResource;
        if (last == null || last.delegate != resource) {
            last = new TracedXAResource(resource, this);
            lastResource = last;
        }
        return last;
    }

    /** Narayana treats Oracle's differently by the name of the class, and keeps a serializable one in its log. */
    private static boolean isKnownByItsClass(XAResource resource) {
        return resource instanceof Serializable && !Proxy.isProxyClass(resource.getClass())
                || resource.getClass().getName().toLowerCase(Locale.ROOT).contains("oracle");
    }
}
