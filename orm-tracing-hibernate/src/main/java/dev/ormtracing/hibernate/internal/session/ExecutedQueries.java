package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import java.util.Set;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.jspecify.annotations.Nullable;

/** What is told of queries that nobody has seen called, since their sessions are Hibernate's own. */
public interface ExecutedQueries {

    /**
     * Opens the operation of a query that is executed now. Never throws.
     *
     * @param tables those that Hibernate knows the query by
     * @param model what its results are, or null
     * @param otherwise the method where it is not known which one was called
     */
    Frame open(
            Operations operations,
            ExecutionContext context,
            Set<String> tables,
            @Nullable String model,
            OperationMethod otherwise);
}
