package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.Phases;
import java.lang.reflect.Method;
import java.util.Set;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.internal.AppliedGraphs;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;

/** What the execution of an HQL or criteria query has cost beside its statements. */
final class QueryCosts {

    /** Of Hibernate until 7.4, where it is not visible before that, and from 8.0 on. */
    private static final Set<String> SELECTION_QUERIES = Set.of(
            "org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery",
            "org.hibernate.query.internal.SelectionQueryImpl");

    private QueryCosts() {}

    static void tellPlan(Frame frame) {
        frame.setAttribute(OrmAttributes.PLAN_CACHE, Phases.hasCompiled(frame) ? "miss" : "hit");
    }

    static void tell(Frame frame, Object query) {
        if (!ModelQuery.is(query)) {
            return;
        }
        try {
            tellPlan(frame);
            if (isPagedInMemory(query)) {
                frame.setAttribute(OrmAttributes.IN_MEMORY_PAGINATION, true);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Decides as Hibernate does when it logs HHH90003004. */
    private static boolean isPagedInMemory(Object query) throws Throwable {
        if (!(ModelQuery.statement(query) instanceof SqmSelectStatement<?> statement)) {
            return false;
        }
        QueryOptions options = ModelQuery.options(query);
        boolean limited = options.hasLimit() || statement.getFetch() != null || statement.getOffset() != null;
        return limited
                && (statement.containsCollectionFetches() || AppliedGraphs.containsCollectionFetches(options))
                && !isPagedInSubquery(query);
    }

    /** From Hibernate 7.4 on, the database makes the page in spite of the collection, where it can. */
    private static boolean isPagedInSubquery(Object query) throws ReflectiveOperationException {
        Class<?> type = query.getClass();
        while (type != null && !SELECTION_QUERIES.contains(type.getName())) {
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
