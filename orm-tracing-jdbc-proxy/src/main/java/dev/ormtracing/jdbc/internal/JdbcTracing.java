package dev.ormtracing.jdbc.internal;

import dev.ormtracing.core.internal.ChildSpan;
import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.OperationTracer;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** What to trace with, and when. */
final class JdbcTracing {

    final OperationTracer tracer;
    private final boolean onlyInOperations;

    JdbcTracing(OperationTracer tracer, boolean onlyInOperations) {
        this.tracer = tracer;
        this.onlyInOperations = onlyInOperations;
    }

    /** False when no span would come of it, so that nothing needs to be described. */
    boolean isActive() {
        Frame frame = tracer.current();
        return frame == null ? !onlyInOperations && tracer.isSampling() : frame.isRecording();
    }

    @Nullable
    ChildSpan startConnect() {
        return isActive() ? tracer.startConnect() : null;
    }

    Connection trace(Connection connection) {
        return connection == null || !tracer.isEnabled() || TracedConnections.isTraced(connection)
                ? connection
                : new TracingConnection(connection, this);
    }
}
