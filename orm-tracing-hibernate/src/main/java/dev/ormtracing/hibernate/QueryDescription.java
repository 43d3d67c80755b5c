package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Guard;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/** What an HQL or criteria query is about. */
final class QueryDescription {

    private QueryDescription() {}

    /** The name of the entity that it selects from, or that it changes; null for a native query. */
    static @Nullable String rootEntity(Object query) {
        if (!(query instanceof SqmQuery)) {
            return null;
        }
        try {
            return rootEntity(((SqmQuery<?>) query).getSqmStatement());
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    /** The HQL without literals; null for criteria, which have no text, and for native queries. */
    static @Nullable String text(Object query, HqlTexts texts) {
        if (!(query instanceof SqmQuery)) {
            return null;
        }
        try {
            String hql = ((SqmQuery<?>) query).getQueryString();
            return hql == null || hql.startsWith("<") ? null : texts.withoutLiterals(hql);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private static @Nullable String rootEntity(SqmStatement<?> statement) {
        if (statement instanceof SqmDmlStatement) {
            return ((SqmDmlStatement<?>) statement).getTarget().getEntityName();
        }
        if (statement instanceof SqmSelectStatement) {
            return ((SqmSelectStatement<?>) statement)
                    .getQueryPart().getFirstQuerySpec().getFromClause().getRoots().stream()
                            .map(SqmRoot::getEntityName)
                            .findFirst()
                            .orElse(null);
        }
        return null;
    }
}
