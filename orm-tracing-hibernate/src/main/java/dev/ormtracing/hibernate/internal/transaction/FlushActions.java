package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.cost.Cost;
import dev.ormtracing.core.internal.tree.Frame;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * What a flush has found dirty. Hibernate tells when it is done, and by then its lists are empty; so they are looked at
 * with each statement, and the longest that each has been is what counts. From 8.0 on, what holds the lists is another
 * class, with the same methods.
 */
final class FlushActions {

    private static final @Nullable MethodHandle INSERTS = number("numberOfInsertions");
    private static final @Nullable MethodHandle UPDATES = number("numberOfUpdates");
    private static final @Nullable MethodHandle DELETES = number("numberOfDeletions");

    private int inserts;
    private int updates;
    private int deletes;

    /** A statement is being prepared. */
    void note(SharedSessionContractImplementor session) {
        if (INSERTS == null || UPDATES == null || DELETES == null) {
            return;
        }
        try {
            if (session instanceof EventSource source) {
                inserts = Math.max(inserts, (int) INSERTS.invokeExact(source));
                updates = Math.max(updates, (int) UPDATES.invokeExact(source));
                deletes = Math.max(deletes, (int) DELETES.invokeExact(source));
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    void tell(Frame flush) {
        add(flush, Cost.FLUSH_INSERTS, inserts);
        add(flush, Cost.FLUSH_UPDATES, updates);
        add(flush, Cost.FLUSH_DELETES, deletes);
    }

    private static void add(Frame flush, Cost cost, int number) {
        if (number > 0) {
            flush.costs().add(cost, number);
        }
    }

    /** A number of the session's action queue, or null if there is none of that name. */
    private static @Nullable MethodHandle number(String name) {
        try {
            Class<?> queue = EventSource.class.getMethod("getActionQueue").getReturnType();
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            return MethodHandles.filterReturnValue(
                    lookup.findVirtual(EventSource.class, "getActionQueue", MethodType.methodType(queue)),
                    lookup.findVirtual(queue, name, MethodType.methodType(int.class)));
        } catch (ReflectiveOperationException | LinkageError unknownHibernate) {
            return null;
        }
    }
}
