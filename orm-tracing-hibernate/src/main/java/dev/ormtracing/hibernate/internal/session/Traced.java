package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.StatementReader;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** A session that knows what it is traced with, which saves the look-up in the service registry. */
public interface Traced extends StatementReader {

    HibernateTracing tracing();

    SessionState state();

    @Override
    default void read(String statement, Frame operation) {
        if (this instanceof SharedSessionContractImplementor session) {
            tracing().countingStatements().read(session, statement, operation);
        }
    }
}
