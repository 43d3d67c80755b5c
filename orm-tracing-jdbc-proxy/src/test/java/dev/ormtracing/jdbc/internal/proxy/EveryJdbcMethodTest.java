package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.tree.SpanAwaitingRows;
import dev.ormtracing.jdbc.internal.EveryJdbcMethod;
import io.opentelemetry.api.common.Attributes;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** The connections, statements and results that a traced connection is made of. */
class EveryJdbcMethodTest extends EveryJdbcMethod {

    private final TracedConnection connection =
            new TracedConnection(driver.object(Connection.class), new JdbcTracing(spans.tracing, false));

    private final TracedConnection withOptIns = new TracedConnection(
            driver.object(Connection.class),
            new JdbcTracing(
                    OrmTracing.builder()
                            .openTelemetry(spans.sdk)
                            .recordQueryParameters(true)
                            .recordReturnedRows(true)
                            .build(),
                    false));

    @Override
    protected List<Subject> subjects() {
        JdbcTracing tracing = new JdbcTracing(spans.tracing, false);
        TracedStatement owner = new TracedStatement(driver.object(Statement.class), connection);
        return List.of(
                new Subject(Connection.class, o -> new TracedConnection((Connection) o, tracing)),
                new Subject(Statement.class, o -> new TracedStatement((Statement) o, connection)),
                new Subject(
                        PreparedStatement.class,
                        o -> new TracedPreparedStatement((PreparedStatement) o, connection, "SELECT 1")),
                new Subject(
                        CallableStatement.class,
                        o -> new TracedCallableStatement((CallableStatement) o, connection, "CALL p()")),
                new Subject(Statement.class, o -> new TracedStatement((Statement) o, withOptIns)),
                new Subject(
                        PreparedStatement.class,
                        o -> new TracedPreparedStatement((PreparedStatement) o, withOptIns, "SELECT ?")),
                new Subject(
                        CallableStatement.class,
                        o -> new TracedCallableStatement((CallableStatement) o, withOptIns, "CALL p(?)")),
                new Subject(
                        ResultSet.class,
                        o -> new CountingResultSet((ResultSet) o, owner, new ReturnedRows(late(), new OpenRows()))),
                new Subject(ResultSet.class, o -> TracedResultSet.of((ResultSet) o, owner)),
                new Subject(DatabaseMetaData.class, o -> new TracedDatabaseMetaData((DatabaseMetaData) o, connection)));
    }

    @Override
    protected Class<?>[] owners() {
        return new Class<?>[] {TracedConnection.class, TracedStatement.class};
    }

    @Override
    protected int atLeast() {
        return 800;
    }

    private SpanAwaitingRows late() {
        return spans.tracing
                .tracer()
                .startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .endLater(true);
    }
}
