package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.Guard;
import dev.ormtracing.core.internal.OrmAttributes;
import java.lang.reflect.Method;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery;
import org.hibernate.query.sqm.internal.AppliedGraphs;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/** What the execution of an HQL or criteria query has cost beside its statements. */
final class QueryCosts {

    /** Whether the page is made by the database in spite of the collection; from Hibernate 7.4 on. */
    private static final @Nullable Method PAGE_IN_SUBQUERY = findPageInSubquery();

    private QueryCosts() {}

    static void tell(Frame frame, Object query) {
        if (!(query instanceof SqmQuery)) {
            return;
        }
        try {
            frame.setAttribute(OrmAttributes.PLAN_CACHE, frame.hasCompiled() ? "miss" : "hit");
            if (isPagedInMemory((SqmQuery<?>) query)) {
                frame.setAttribute(OrmAttributes.IN_MEMORY_PAGINATION, true);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** As Hibernate decides when it logs HHH90003004. */
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

    private static boolean isPagedInSubquery(SqmQuery<?> query) throws ReflectiveOperationException {
        return PAGE_IN_SUBQUERY != null
                && PAGE_IN_SUBQUERY.getDeclaringClass().isInstance(query)
                && (boolean) PAGE_IN_SUBQUERY.invoke(query);
    }

    private static @Nullable Method findPageInSubquery() {
        try {
            Method found = AbstractSqmSelectionQuery.class.getDeclaredMethod("isPaginationPushedToDerivedTable");
            found.setAccessible(true);
            return found;
        } catch (NoSuchMethodException | LinkageError before74) {
            return null;
        } catch (RuntimeException e) {
            Guard.report(e);
            return null;
        }
    }
}
