package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.Phases;
import java.lang.reflect.Method;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.internal.AppliedGraphs;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;

/** What the execution of an HQL or criteria query has cost beside its statements. */
final class QueryCosts {

    /** Not visible before Hibernate 7.4. */
    private static final String SELECTION_QUERY = "org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery";

    private QueryCosts() {}

    static void tellPlan(Frame frame) {
        frame.setAttribute(OrmAttributes.PLAN_CACHE, Phases.hasCompiled(frame) ? "miss" : "hit");
    }

    static void tell(Frame frame, Object query) {
        if (!(query instanceof SqmQuery)) {
            return;
        }
        try {
            tellPlan(frame);
            if (isPagedInMemory((SqmQuery<?>) query)) {
                frame.setAttribute(OrmAttributes.IN_MEMORY_PAGINATION, true);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Decides as Hibernate does when it logs HHH90003004. */
    private static boolean isPagedInMemory(SqmQuery<?> query) throws ReflectiveOperationException {
        if (!(query.getSqmStatement() instanceof SqmSelectStatement<?> statement)) {
            return false;
        }
        QueryOptions options = query.getQueryOptions();
        boolean limited = options.hasLimit() || statement.getFetch() != null || statement.getOffset() != null;
        return limited
                && (statement.containsCollectionFetches() || AppliedGraphs.containsCollectionFetches(options))
                && !isPagedInSubquery(query);
    }

    /** From Hibernate 7.4 on, the database makes the page in spite of the collection, where it can. */
    private static boolean isPagedInSubquery(Object query) throws ReflectiveOperationException {
        Class<?> type = query.getClass();
        while (type != null && !type.getName().equals(SELECTION_QUERY)) {
            type = type.getSuperclass();
        }
        if (type == null) {
            return false;
        }
        try {
            Method inSubquery = type.getDeclaredMethod("isPaginationPushedToDerivedTable");
            inSubquery.setAccessible(true);
            return (boolean) inSubquery.invoke(query);
        } catch (NoSuchMethodException before74) {
            return false;
        }
    }
}
