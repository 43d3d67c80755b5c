package dev.ormtracing.hibernate.internal.service;

import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.Phases;
import dev.ormtracing.hibernate.internal.session.RunningQuery;
import dev.ormtracing.hibernate.internal.session.Traced;
import java.util.Set;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.hibernate.sql.results.spi.ResultsConsumer;
import org.hibernate.sql.results.spi.RowTransformer;

/** The traced select executor for Hibernate 7.2 and later. The interface's other methods end in these. */
final class TracedSelectExecutor72 implements JdbcSelectExecutor {

    /** An estimate that Hibernate never gives: it says -1 where it has none. */
    private static final int NO_ESTIMATE = Integer.MIN_VALUE;

    private final JdbcSelectExecutor delegate;
    private final SelectTracing tracing;

    TracedSelectExecutor72(JdbcSelectExecutor delegate, SelectTracing tracing) {
        this.delegate = delegate;
        this.tracing = tracing;
    }

    @Override
    public <T, R> T executeQuery(
            JdbcSelect select,
            JdbcParameterBindings bindings,
            ExecutionContext context,
            RowTransformer<R> transformer,
            Class<R> type,
            StatementCreator statementCreator,
            ResultsConsumer<T, R> consumer) {
        return executeQuery(select, bindings, context, transformer, type, NO_ESTIMATE, statementCreator, consumer);
    }

    @Override
    public <T, R> T executeQuery(
            JdbcSelect select,
            JdbcParameterBindings bindings,
            ExecutionContext context,
            RowTransformer<R> transformer,
            Class<R> type,
            int resultCountEstimate,
            StatementCreator statementCreator,
            ResultsConsumer<T, R> consumer) {
        RunningQuery net = RunningQuery.of(context);
        if (net != null) {
            net.statementStarts(select.getAffectedTableNames(), context);
        }
        Frame current = tracing.current(context);
        Set<String> tables = context.getSession() instanceof Traced ? Set.of() : select.getAffectedTableNames();
        Frame frame = tracing.open(current, context, tables, select.getJdbcValuesMappingProducer(), consumer);
        Frame running = tracing.starts(frame == Frame.NOOP ? current : tracing.current(context), consumer);
        StatementPurpose before = SelectTracing.tells(running, context, select.getJdbcValuesMappingProducer());
        try {
            T result = resultCountEstimate == NO_ESTIMATE
                    ? delegate.executeQuery(select, bindings, context, transformer, type, statementCreator, consumer)
                    : delegate.executeQuery(
                            select,
                            bindings,
                            context,
                            transformer,
                            type,
                            resultCountEstimate,
                            statementCreator,
                            consumer);
            SelectTracing.count(frame, result);
            return net == null ? result : net.selected(result);
        } catch (Throwable e) {
            frame.fail(e);
            if (net != null) {
                net.failed(e);
            }
            throw e;
        } finally {
            running.purpose(before);
            Phases.selectEnds(running);
            frame.end();
            if (net != null) {
                net.partEnds();
            }
        }
    }
}
