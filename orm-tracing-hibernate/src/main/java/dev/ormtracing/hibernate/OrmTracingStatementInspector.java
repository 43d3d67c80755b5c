package dev.ormtracing.hibernate;

import dev.ormtracing.hibernate.internal.inspection.Inspection;
import java.io.Serial;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * For an application that can set one property of Hibernate, and neither have its DataSource nor its sessions traced: says
 * in the text of each statement who runs it, and on the current span how many there were.
 *
 * <p>Set {@code hibernate.session_factory.statement_inspector} to the name of this class, to the class or to an instance.
 * What the application's statements carry is {@link OrmTracingSettings#SQL_COMMENT}, as for the JDBC proxy; {@code
 * traceparent} names the span of the running operation, else the current one, since a statement has no span of its own
 * here. The span that it names gets {@code orm.statement.count} and {@code orm.statement.summaries}. Both are also written
 * with {@link OrmTracingSettings#ENABLED} set to false, which switches off all the rest.
 *
 * <p>Hibernate asks an inspector right before it prepares a statement. So this one sees every statement of entities,
 * queries, stored procedures, sequences and lazy loads. It cannot see how long a statement takes, whether it fails or how
 * often it is executed: a batch is one call. It is not asked for the statements of schema tools and table generators, for
 * JDBC of the application, as in {@code doWork}, nor in a session that was opened with an inspector of its own.
 *
 * <p>Where connections are traced, it does nothing: their spans and comments say more. Thread-safe. Its failures never
 * reach Hibernate.
 *
 * @since 0.1.0
 */
public final class OrmTracingStatementInspector implements StatementInspector {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Inspection inspection = Inspection.global();

    /** Called by Hibernate, or by the application. */
    public OrmTracingStatementInspector() {}

    /** The statement, with a comment if there is one. */
    @Override
    public String inspect(String sql) {
        return inspection.inspect(sql);
    }

    @Serial
    private Object readResolve() {
        return new OrmTracingStatementInspector();
    }
}
