package dev.ormtracing.hibernate.internal.subclass;

import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * A session that could not be opened: its cache, on another machine, is gone, or its tenant is unknown. There is no session
 * to open an operation for, and one that opens is none.
 */
final class FailedOpen {

    private FailedOpen() {}

    /** @param start the {@link System#nanoTime()} from before */
    static void tell(SessionFactoryImplementor factory, ImplicitMethod method, long start, Throwable failure) {
        HibernateTracing.of(factory).tracer().writeFailedOperation(method, start, failure);
    }
}
