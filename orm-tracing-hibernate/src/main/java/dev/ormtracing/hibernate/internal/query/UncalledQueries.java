package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.measure.OperationMeasurement;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.ExecutedQueries;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import dev.ormtracing.hibernate.internal.session.KnownQuery;
import dev.ormtracing.hibernate.internal.session.Operations;
import java.lang.ref.Reference;
import java.util.Set;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * The queries of fallback mode. Which method was called is on the stack, the text is in the context of the execution, and
 * the entity was seen when the query was compiled, just before or long ago.
 */
public final class UncalledQueries implements ExecutedQueries {

    /** What a query without a text answers, since that is what it is asked with. */
    private static final String NO_TEXT = "";

    @Override
    public Frame open(
            Operations operations,
            ExecutionContext context,
            Set<String> tables,
            @Nullable String model,
            OperationMethod otherwise) {
        if (!operations.tracer().isEnabled()) {
            return Frame.NOOP;
        }
        HibernateTracing tracing = HibernateTracing.of(context.getSession());
        KnownQuery compiled = compiled(tracing, context);
        KnownQuery known = compiled == null ? tracing.knownQueries().of(tables) : compiled;
        if (compiled != null) {
            tracing.knownQueries().remember(tables, compiled);
        }
        QueryMethod called = QueryMethod.called();
        String entity = known == null || known.model() == null ? model : known.model();
        Frame frame = operations.start(context.getSession(), called == null ? otherwise : called, entity);
        if (frame.isRecording()) {
            boolean changes = called == null ? otherwise == ImplicitMethod.EXECUTE_UPDATE : called.changesRows();
            frame.purpose(
                    changes ? tracing.purposes().of(entity) : tracing.purposes().ofQuery(entity));
        }
        if (known != null) {
            describe(frame, tracing, context, compiled != null);
        }
        return frame;
    }

    private static void describe(Frame frame, HibernateTracing tracing, ExecutionContext context, boolean compiled) {
        OperationMeasurement measurement = frame.measurement();
        if (measurement != null) {
            measurement.usesPlan();
        }
        if (!frame.isRecording()) {
            return;
        }
        frame.setAttribute(OrmAttributes.PLAN_CACHE, compiled ? "miss" : "hit");
        try {
            String text = context.getQueryIdentifier(NO_TEXT);
            if (text != null && !text.isEmpty() && !text.startsWith("<")) {
                String shown = tracing.hqlTexts().shown(text);
                if (shown != null) {
                    frame.setAttribute(OrmAttributes.QUERY_TEXT, shown);
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** What has just been compiled on this thread for this very execution, or null. */
    private static @Nullable KnownQuery compiled(HibernateTracing tracing, ExecutionContext context) {
        if (!(ThreadSlots.COMPILED.get() instanceof Object[] last)) {
            return null;
        }
        ThreadSlots.COMPILED.set(null);
        try {
            Object statement = ((Reference<?>) last[1]).get();
            return statement == null || ((Reference<?>) last[0]).get() != context.getQueryParameterBindings()
                    ? null
                    : known(tracing, (SqmStatement<?>) statement);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    static KnownQuery known(HibernateTracing tracing, SqmStatement<?> statement) {
        return new KnownQuery(
                tracing.modelOf(QueryDescription.entityOf(statement)),
                statement instanceof SqmSelectStatement<?> select && select.containsCollectionFetches());
    }
}
