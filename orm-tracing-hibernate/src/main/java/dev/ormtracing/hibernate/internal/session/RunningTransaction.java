package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.merge.MergedOperations;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The transaction that a session is in, as far as its operations have to know. */
public interface RunningTransaction {

    /** A coordinator of transactions that knows the one of its session. */
    interface Holder {

        /** Null while the coordinator is being made. */
        @Nullable
        RunningTransaction running();
    }

    /** The transaction of a session whose transactions are traced, else null. */
    static @Nullable RunningTransaction in(SharedSessionContractImplementor session) {
        return session.getTransactionCoordinator() instanceof Holder coordinator ? coordinator.running() : null;
    }

    /** The span of the transaction, null when there has been none, {@link TransactionSpan#COMPLETED} after it. */
    @Nullable
    TransactionSpan transaction();

    /** Where operations that leave their work to the flush are counted. */
    WriteRun writeRun();

    /** Where many equal operations become one span, or null when all are spans. */
    @Nullable
    MergedOperations siblings();

    /**
     * A stateless session without a boundary of ours has written an entity, as its events tell.
     *
     * @param model the JPA name of the entity, or null
     */
    void written(OperationMethod method, @Nullable String model);

    /** The session does something else. */
    void writeRunEnds();

    /** The session does something else with its connection than to begin a transaction. */
    void connectSettles();
}
