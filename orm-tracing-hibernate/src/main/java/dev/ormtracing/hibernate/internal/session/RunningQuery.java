package dev.ormtracing.hibernate.internal.session;

import java.util.Set;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.jspecify.annotations.Nullable;

/** The running operation of a query that is none of our subclasses, as what Hibernate runs for it has to know it. */
public interface RunningQuery {

    /** The running one of the session that executes this, or null. */
    static @Nullable RunningQuery of(ExecutionContext context) {
        return context.getSession() instanceof Traced traced ? traced.state().net() : null;
    }

    /** Whether Hibernate is in none of its parts. */
    boolean isBetween();

    /** SQL is about to be made of this. */
    void compiles(SqmStatement<?> statement);

    /** Hibernate flushes, or looks whether it has to. */
    void flushStarts();

    /** Hibernate flushes, or looks whether it has to, before a query reads from these tables. */
    void flushStarts(Set<String> tables);

    /** Hibernate executes what it has compiled, or has in its plan cache. */
    void statementStarts(Set<String> tables, ExecutionContext context);

    /** The result for the application or, of a scroll, what stands for it: there the operation goes on. */
    <T extends @Nullable Object> T selected(T result);

    /** What Hibernate runs now has failed. */
    void failed(Throwable cause);

    /** The part is over. */
    void partEnds();

    /** The session is told that an operation of its is over. */
    void operationEnds(boolean success);

    /** Whatever it was, it is no longer running. */
    void abandon();
}
