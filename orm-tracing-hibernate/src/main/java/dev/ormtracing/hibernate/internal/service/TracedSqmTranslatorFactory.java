package dev.ormtracing.hibernate.internal.service;

import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.core.internal.tree.Phases;
import dev.ormtracing.hibernate.internal.session.Traced;
import java.lang.ref.WeakReference;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.sql.SqmTranslator;
import org.hibernate.query.sqm.sql.SqmTranslatorFactory;
import org.hibernate.query.sqm.sql.StandardSqmTranslatorFactory;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.ast.spi.SqlAstCreationContext;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.select.SelectStatement;

/**
 * Made by Hibernate from the name of the class; not for applications. Sees that a query is about to be translated,
 * where {@code compile} begins; it ends when the SQL is written.
 *
 * @since 0.1.0
 */
public final class TracedSqmTranslatorFactory implements SqmTranslatorFactory {

    private static final SqmTranslatorFactory STANDARD = new StandardSqmTranslatorFactory();

    /** Called by Hibernate. */
    public TracedSqmTranslatorFactory() {}

    @Override
    public SqmTranslator<SelectStatement> createSelectTranslator(
            SqmSelectStatement<?> statement,
            QueryOptions options,
            DomainParameterXref parameters,
            QueryParameterBindings bindings,
            LoadQueryInfluencers influencers,
            SqlAstCreationContext context,
            boolean deduplicateSelectionItems) {
        compileStarts(statement, bindings);
        return original(context)
                .createSelectTranslator(
                        statement, options, parameters, bindings, influencers, context, deduplicateSelectionItems);
    }

    @Override
    public SqmTranslator<? extends MutationStatement> createMutationTranslator(
            SqmDmlStatement<?> statement,
            QueryOptions options,
            DomainParameterXref parameters,
            QueryParameterBindings bindings,
            LoadQueryInfluencers influencers,
            SqlAstCreationContext context) {
        compileStarts(statement, bindings);
        return original(context)
                .createMutationTranslator(statement, options, parameters, bindings, influencers, context);
    }

    private static void compileStarts(SqmStatement<?> statement, QueryParameterBindings bindings) {
        Frame frame = OperationTracer.currentOfAny();
        if (frame != null) {
            Phases.compileStarts(frame);
            if (frame.owner() instanceof Traced session) {
                session.state().compiles(statement);
            }
        } else {
            // The bindings tell whether it is this query that is executed next.
            ThreadSlots.COMPILED.set(new Object[] {new WeakReference<>(bindings), new WeakReference<>(statement)});
        }
    }

    /** What Hibernate would have used: a dialect may have a factory of its own. */
    @SuppressWarnings("deprecation") // Hibernate 6.6 and 7.0 have no other way to the dialect.
    private static SqmTranslatorFactory original(SqlAstCreationContext context) {
        SqmTranslatorFactory ofDialect =
                context.getSessionFactory().getJdbcServices().getDialect().getSqmTranslatorFactory();
        return ofDialect == null ? STANDARD : ofDialect;
    }
}
