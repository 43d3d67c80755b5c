package dev.ormtracing.hibernate.internal.service;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.delegation.Forwarding;
import dev.ormtracing.hibernate.internal.session.ExecutedQueries;
import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.RunningQuery;
import java.sql.PreparedStatement;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/** The safety net of update, delete and insert queries that run outside any operation. */
final class TracedMutationExecutor implements JdbcMutationExecutor {

    private final JdbcMutationExecutor delegate;
    private final Operations operations;
    private final ExecutedQueries queries;

    private TracedMutationExecutor(JdbcMutationExecutor delegate, Operations operations, ExecutedQueries queries) {
        this.delegate = delegate;
        this.operations = operations;
        this.queries = queries;
    }

    static JdbcMutationExecutor wrap(JdbcMutationExecutor delegate, Operations operations, ExecutedQueries queries) {
        return Forwarding.complete(delegate, new TracedMutationExecutor(delegate, operations, queries));
    }

    @Override
    public int execute(
            JdbcOperationQueryMutation mutation,
            JdbcParameterBindings bindings,
            Function<String, PreparedStatement> statementCreator,
            BiConsumer<Integer, PreparedStatement> expectationCheck,
            ExecutionContext context) {
        SharedSessionContractImplementor session = context.getSession();
        Frame frame = operations.opensOperation(session)
                ? queries.open(
                        operations, context, mutation.getAffectedTableNames(), null, ImplicitMethod.EXECUTE_UPDATE)
                : Frame.NOOP;
        RunningQuery net = RunningQuery.of(context);
        if (net != null) {
            net.statementStarts(mutation.getAffectedTableNames(), context);
        }
        try {
            return delegate.execute(mutation, bindings, statementCreator, expectationCheck, context);
        } catch (Throwable e) {
            frame.fail(e);
            if (net != null) {
                net.failed(e);
            }
            throw e;
        } finally {
            frame.end();
            if (net != null) {
                net.partEnds();
            }
        }
    }
}
