package dev.ormtracing.hibernate.internal.service;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.Phases;
import dev.ormtracing.hibernate.internal.delegation.Forwarding;
import dev.ormtracing.hibernate.internal.session.ExecutedQueries;
import dev.ormtracing.hibernate.internal.session.HibernateLine;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.StatementPurposes;
import dev.ormtracing.hibernate.internal.session.Traced;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.Set;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.internal.BaseExecutionContext;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMappingProducer;
import org.hibernate.sql.results.spi.ResultsConsumer;
import org.hibernate.sql.results.spi.ScrollableResultsConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a traced select executor does around a select: tells when rows become entities, and is the safety net of selects
 * that run outside any operation. The executors themselves differ by a parameter's type from Hibernate 7.2 on.
 */
final class SelectTracing {

    private final Operations operations;
    private final ExecutedQueries queries;

    private SelectTracing(Operations operations, ExecutedQueries queries) {
        this.operations = operations;
        this.queries = queries;
    }

    /** The executor for the Hibernate that is there, or the given one when none fits. */
    static JdbcSelectExecutor wrap(JdbcSelectExecutor delegate, Operations operations, ExecutedQueries queries) {
        try {
            Class<?> executor = executor();
            JdbcSelectExecutor traced = (JdbcSelectExecutor) MethodHandles.lookup()
                    .findConstructor(
                            executor, MethodType.methodType(void.class, JdbcSelectExecutor.class, SelectTracing.class))
                    .invoke(delegate, new SelectTracing(operations, queries));
            return Forwarding.complete(delegate, traced);
        } catch (Throwable e) {
            Guard.report(e);
            return delegate;
        }
    }

    private static Class<?> executor() throws ClassNotFoundException {
        String suffix = Set.of("66", "71").contains(HibernateLine.suffix()) ? "66" : "72";
        return Class.forName(SelectTracing.class.getPackageName() + ".TracedSelectExecutor" + suffix);
    }

    /** The innermost open frame on the calling thread, or null. */
    @Nullable
    Frame current(ExecutionContext context) {
        return operations.current(context.getSession());
    }

    /**
     * Opens an operation if none is running that the select is a part of.
     *
     * @param tables those that Hibernate knows the select by; of no interest to sessions of ours
     */
    Frame open(
            @Nullable Frame current,
            ExecutionContext context,
            Set<String> tables,
            JdbcValuesMappingProducer results,
            ResultsConsumer<?, ?> consumer) {
        SharedSessionContractImplementor session = context.getSession();
        if (!operations.opensOperation(current, session)) {
            return Frame.NOOP;
        }
        ImplicitLoad load = ImplicitLoad.of(context, results);
        boolean scrolled = isScroll(consumer);
        ImplicitLoad shown = scrolled ? load.scrolled() : load;
        // Only queries are scrolled.
        return (scrolled || load.isQuery()) && !(session instanceof Traced)
                ? queries.open(operations, context, tables, shown.model(), shown.method())
                : shown.open(operations, session);
    }

    /** Notes the start of the select on the running operation; the rows of a scroll are read later. */
    Frame starts(@Nullable Frame running, ResultsConsumer<?, ?> consumer) {
        if (running == null || isScroll(consumer)) {
            return Frame.NOOP;
        }
        Phases.selectStarts(running);
        return running;
    }

    /**
     * Says what the select runs for, as far as only its execution tells.
     *
     * @return what the frame's statements ran for so far
     */
    static @Nullable StatementPurpose tells(
            Frame running, ExecutionContext context, JdbcValuesMappingProducer results) {
        if (!running.isRecording()) {
            if (context.getSession() instanceof Traced traced) {
                traced.state().loadsUnseen();
            }
            return null;
        }
        try {
            if (context.getSession() instanceof Traced traced) {
                traced.state().origins();
            }
            return running.purpose(refined(running.purpose(), context, results));
        } catch (Throwable e) {
            Guard.report(e);
            return running.purpose();
        }
    }

    private static @Nullable StatementPurpose refined(
            @Nullable StatementPurpose purpose, ExecutionContext context, JdbcValuesMappingProducer results) {
        if (context.getEntityUniqueKey() != null) {
            return byUniqueKey(purpose, context, results);
        }
        StatementPurpose lazy = ImplicitLoad.causeOfLazy(context);
        if (lazy != null) {
            return loadsSeveral(lazy, context) ? lazy.bySeveral() : lazy;
        }
        if (purpose != null && purpose.load() == Load.QUERY && context.getRootEntityDescriptor() != null) {
            return byId(context);
        }
        if (purpose == null) {
            return context.hasQueryExecutionToBeAddedToStatistics() ? locked(StatementPurposes.QUERY, context) : null;
        }
        return loadsSeveral(purpose, context) ? purpose.bySeveral() : locked(purpose, context);
    }

    /** An eager association of a stateless session, which fires no event. */
    private static @Nullable StatementPurpose byId(ExecutionContext context) {
        HibernateTracing tracing = HibernateTracing.of(context.getSession());
        StatementPurpose loaded = tracing.purposes()
                .of(tracing.modelOf(context.getRootEntityDescriptor().getEntityName()), Load.ID);
        return loaded != null && loadsSeveral(loaded, context) ? loaded.bySeveral() : loaded;
    }

    /** An association whose foreign key is on the other side, or is to no id: of its eager load there is no event. */
    private static @Nullable StatementPurpose byUniqueKey(
            @Nullable StatementPurpose purpose, ExecutionContext context, JdbcValuesMappingProducer results) {
        if (purpose != null && purpose.load() == Load.ATTRIBUTE) {
            return purpose;
        }
        SharedSessionContractImplementor session = context.getSession();
        HibernateTracing tracing = HibernateTracing.of(session);
        StatementPurpose loaded =
                tracing.purposes().of(tracing.modelOf(SelectResults.entity(results, session)), Load.UNIQUE_KEY);
        return loaded == null ? purpose : loaded;
    }

    /**
     * A loader of several takes another context than the one of a single id or key, or of a single element, which is the
     * plain one: nothing else tells them apart.
     */
    private static boolean loadsSeveral(StatementPurpose purpose, ExecutionContext context) {
        if (purpose.load() == Load.COLLECTION) {
            return context.getCollectionKey() == null
                    && !context.hasQueryExecutionToBeAddedToStatistics()
                    && context.getClass() != BaseExecutionContext.class;
        }
        return (purpose.load() == Load.ID || purpose.load() == Load.PROXY)
                && context.getRootEntityDescriptor() != null
                && context.getCallback() == null;
    }

    private static StatementPurpose locked(StatementPurpose purpose, ExecutionContext context) {
        return purpose.locked(
                StatementPurposes.lockMode(context.getQueryOptions().getLockOptions()));
    }

    static void count(Frame frame, Object result) {
        if (frame != Frame.NOOP && result instanceof Collection<?> rows) {
            frame.setAttribute(OrmAttributes.RESULT_COUNT, (long) rows.size());
        }
    }

    private static boolean isScroll(ResultsConsumer<?, ?> consumer) {
        return consumer instanceof ScrollableResultsConsumer;
    }
}
