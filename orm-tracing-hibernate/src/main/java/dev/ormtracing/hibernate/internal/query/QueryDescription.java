package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.session.HqlTexts;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.sqm.SqmPathSource;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.domain.SqmCteRoot;
import org.hibernate.query.sqm.tree.domain.SqmDerivedRoot;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmSelectQuery;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/** What an HQL or criteria query is about. */
final class QueryDescription {

    private QueryDescription() {}

    /**
     * The name of the entity that it selects from, or that it changes; null for a native query, and for rows that come
     * out of no entity.
     */
    static @Nullable String rootEntity(Object query) {
        if (!ModelQuery.is(query)) {
            return null;
        }
        try {
            return entityOf(ModelQuery.statement(query));
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    /** The HQL without literals; null for criteria, which have no text, and for native queries. */
    static @Nullable String text(Object query, HqlTexts texts) {
        if (!ModelQuery.is(query)) {
            return null;
        }
        try {
            String hql = ModelQuery.text(query);
            return hql == null || hql.startsWith("<") ? null : texts.shown(hql);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    /** The entity that a compiled query is about, or null. */
    static @Nullable String entityOf(SqmStatement<?> statement) {
        if (statement instanceof SqmDmlStatement) {
            return ((SqmDmlStatement<?>) statement).getTarget().getEntityName();
        }
        return statement instanceof SqmSelectStatement ? rootEntity((SqmSelectQuery<?>) statement) : null;
    }

    /** The first root of the query that leads to an entity. */
    private static @Nullable String rootEntity(SqmSelectQuery<?> query) {
        for (SqmRoot<?> root :
                query.getQueryPart().getFirstQuerySpec().getFromClause().getRoots()) {
            String entity = entityOf(root);
            if (entity != null) {
                return entity;
            }
        }
        return null;
    }

    /** The root itself would cast whatever it is to an entity: a subquery, a CTE, a function that returns rows. */
    private static @Nullable String entityOf(SqmRoot<?> root) {
        if (root instanceof SqmDerivedRoot) {
            return rootEntity(((SqmDerivedRoot<?>) root).getQueryPart());
        }
        if (root instanceof SqmCteRoot) {
            return rootEntity(((SqmCteRoot<?>) root).getCte().getCteDefinition());
        }
        SqmPathSource<?> source = root.getReferencedPathSource();
        return source instanceof EntityDomainType ? ((EntityDomainType<?>) source).getHibernateEntityName() : null;
    }
}
