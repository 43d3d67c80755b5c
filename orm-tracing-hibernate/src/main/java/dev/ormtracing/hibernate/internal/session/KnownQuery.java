package dev.ormtracing.hibernate.internal.session;

import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.SqlOmittingQueryOptions;
import org.hibernate.query.sqm.internal.AppliedGraphs;
import org.jspecify.annotations.Nullable;

/**
 * What a query is about, as its compilation tells.
 *
 * @param model the entity that it selects from or changes, or null
 * @param fetchesCollections whether an entity comes in more than one row
 */
public record KnownQuery(@Nullable String model, boolean fetchesCollections) {

    /** Whether Hibernate returns what the executor reads. Otherwise it makes the page, or leaves duplicates out, itself. */
    public boolean returnsAll(QueryOptions options) {
        boolean limited = options.hasLimit() || options instanceof SqlOmittingQueryOptions;
        return !(fetchesCollections && limited) && !AppliedGraphs.containsCollectionFetches(options);
    }
}
