package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.Guard;
import dev.ormtracing.core.internal.OrmAttributes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.hibernate.sql.results.spi.ResultsConsumer;
import org.hibernate.sql.results.spi.ScrollableResultsConsumer;

/**
 * What a traced select executor does around a select: tells when rows become entities, and is the safety net of selects
 * that run outside any operation. The executors themselves differ by a parameter's type from Hibernate 7.2 on.
 */
final class SelectTracing {

    private final Operations operations;

    private SelectTracing(Operations operations) {
        this.operations = operations;
    }

    /** The executor for the Hibernate that is there, or the given one when none fits. */
    static JdbcSelectExecutor wrap(JdbcSelectExecutor delegate, Operations operations) {
        try {
            Class<?> executor = SessionVariant.load("TracedSelectExecutor");
            return (JdbcSelectExecutor) MethodHandles.lookup()
                    .findConstructor(
                            executor, MethodType.methodType(void.class, JdbcSelectExecutor.class, SelectTracing.class))
                    .invoke(delegate, new SelectTracing(operations));
        } catch (Throwable e) {
            Guard.report(e);
            return delegate;
        }
    }

    /** Opens an operation if none is running that the select is a part of. */
    Frame open(SharedSessionContractImplementor session, ResultsConsumer<?, ?> consumer) {
        return operations.opensOperation(session)
                ? operations.start(session, isScroll(consumer) ? "scroll" : "select", null)
                : Frame.NOOP;
    }

    /** Notes the start of the select on the running operation; the rows of a scroll are read later. */
    Frame starts(ResultsConsumer<?, ?> consumer) {
        Frame running = operations.tracer().current();
        if (running == null || isScroll(consumer)) {
            return Frame.NOOP;
        }
        running.selectStarts();
        return running;
    }

    static void count(Frame frame, Object result) {
        if (frame != Frame.NOOP && result instanceof Collection<?> rows) {
            frame.setAttribute(OrmAttributes.RESULT_COUNT, (long) rows.size());
        }
    }

    private static boolean isScroll(ResultsConsumer<?, ?> consumer) {
        return consumer instanceof ScrollableResultsConsumer;
    }
}
