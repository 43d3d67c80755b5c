package dev.ormtracing.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.Guard;
import dev.ormtracing.core.internal.LateSpan;
import dev.ormtracing.jdbc.internal.RecordingDriver.Call;
import io.opentelemetry.api.common.Attributes;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.ConnectionEventListener;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Calls each method of each wrapped interface of the running JDK, default ones included: the call arrives once, with the
 * same arguments; the result or the failure that comes back is the driver's own, or a wrapper of it where one is due.
 */
class EveryJdbcMethodTest {

    private static final Set<Class<?>> WRAPPED = Set.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            ConnectionBuilder.class,
            PooledConnection.class,
            PooledConnectionBuilder.class,
            XAConnection.class,
            XAConnectionBuilder.class,
            XAResource.class);

    /** Point back to what was handed out, and are tested for it elsewhere. */
    private static final Set<String> POINTING_BACK = Set.of("getConnection", "getStatement");

    private static int checked;

    private final RecordedSpans spans = new RecordedSpans();
    private final RecordingDriver driver = new RecordingDriver();
    private final TracingConnection connection =
            new TracingConnection(driver.object(Connection.class), new JdbcTracing(spans.tracing, false));

    private final TracingConnection withOptIns = new TracingConnection(
            driver.object(Connection.class),
            new JdbcTracing(
                    OrmTracing.builder()
                            .openTelemetry(spans.sdk)
                            .recordQueryParameters(true)
                            .recordReturnedRows(true)
                            .build(),
                    false));

    /** A wrapper around an object of the recording driver. */
    private record Subject(Class<?> type, Function<Object, Object> wrap) {}

    private List<Subject> subjects() {
        JdbcTracing tracing = new JdbcTracing(spans.tracing, false);
        TracingStatement owner = new TracingStatement(driver.object(Statement.class), connection);
        return List.of(
                new Subject(DataSource.class, o -> new TracedDataSource((DataSource) o, tracing)),
                new Subject(Connection.class, o -> new TracingConnection((Connection) o, tracing)),
                new Subject(Statement.class, o -> new TracingStatement((Statement) o, connection)),
                new Subject(
                        PreparedStatement.class,
                        o -> new TracingPreparedStatement((PreparedStatement) o, connection, "SELECT 1")),
                new Subject(
                        CallableStatement.class,
                        o -> new TracingCallableStatement((CallableStatement) o, connection, "CALL p()")),
                new Subject(Statement.class, o -> new TracingStatement((Statement) o, withOptIns)),
                new Subject(
                        PreparedStatement.class,
                        o -> new TracingPreparedStatement((PreparedStatement) o, withOptIns, "SELECT ?")),
                new Subject(
                        CallableStatement.class,
                        o -> new TracingCallableStatement((CallableStatement) o, withOptIns, "CALL p(?)")),
                new Subject(
                        ResultSet.class,
                        o -> new CountingResultSet((ResultSet) o, owner, new ReturnedRows(late(), new OpenRows()))),
                new Subject(ResultSet.class, o -> TracingResultSet.of((ResultSet) o, owner)),
                new Subject(DatabaseMetaData.class, o -> new TracingDatabaseMetaData((DatabaseMetaData) o, connection)),
                new Subject(ConnectionBuilder.class, o -> new TracingConnectionBuilder((ConnectionBuilder) o, tracing)),
                new Subject(
                        ConnectionPoolDataSource.class,
                        o -> new TracedConnectionPoolDataSource((ConnectionPoolDataSource) o, tracing)),
                new Subject(
                        PooledConnectionBuilder.class,
                        o -> new TracingPooledConnectionBuilder((PooledConnectionBuilder) o, tracing)),
                new Subject(PooledConnection.class, o -> TracingPooledConnection.of((PooledConnection) o, tracing)),
                new Subject(XADataSource.class, o -> new TracedXADataSource((XADataSource) o, tracing)),
                new Subject(
                        XAConnectionBuilder.class,
                        o -> new TracingXAConnectionBuilder((XAConnectionBuilder) o, tracing)),
                new Subject(XAConnection.class, o -> TracingXAConnection.of((XAConnection) o, tracing)),
                new Subject(XAResource.class, o -> new TracingXAResource((XAResource) o, usedOnce(tracing))));
    }

    /** Since what an XA resource shows, it shows of the connection that was used last. */
    private TracingPooledConnection usedOnce(JdbcTracing tracing) {
        TracingPooledConnection pooled = new TracingPooledConnection(driver.object(XAConnection.class), tracing);
        try {
            pooled.getConnection();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return pooled;
    }

    private LateSpan late() {
        return spans.tracing.tracer().startQuery("", Attributes.empty()).endLater(true);
    }

    @TestFactory
    Stream<DynamicContainer> everyMethod_isPassedOn() {
        return subjects().stream()
                .map(subject -> DynamicContainer.dynamicContainer(
                        subject.type().getSimpleName(),
                        Arrays.stream(subject.type().getMethods())
                                .filter(m -> !Modifier.isStatic(m.getModifiers()))
                                .map(m -> DynamicTest.dynamicTest(m.toGenericString(), () -> check(subject, m)))));
    }

    @AfterAll
    static void count() {
        System.out.println("JDBC methods checked on JDK " + Runtime.version().feature() + ": " + checked);
        assertThat(checked).isGreaterThan(800);
    }

    private void check(Subject subject, Method method) throws Throwable {
        long swallowed = Guard.failures();
        passesOn(subject, method);
        throwsTheSame(subject, method, new SQLException("driver"));
        throwsTheSame(subject, method, new IllegalStateException("driver"));
        assertThat(spans.isQuiet()).isTrue();
        assertThat(Guard.failures()).isEqualTo(swallowed);
        checked++;
    }

    private void passesOn(Subject subject, Method method) throws Throwable {
        Object raw = driver.object(subject.type());
        Object wrapper = subject.wrap().apply(raw);
        Object[] arguments = arguments(method);
        driver.answer = new Values(driver).of(method.getReturnType());
        driver.calls.clear();

        Object result = RecordingDriver.invoke(wrapper, method, arguments);

        assertThat(arrived(raw, method))
                .singleElement()
                .satisfies(call -> assertThat(call.arguments())
                        .usingElementComparator((a, b) -> a == b || a.equals(b) || isAdapter(a, b) ? 0 : 1)
                        .containsExactlyElementsOf(List.of(arguments)));
        checkResult(method, wrapper, result);
    }

    /** A listener arrives as one of ours, since it is to hear of our objects. */
    private static boolean isAdapter(Object arrived, Object listener) {
        return arrived instanceof ConnectionEvents && listener instanceof ConnectionEventListener
                || arrived instanceof StatementEvents && listener instanceof StatementEventListener;
    }

    private void checkResult(Method method, Object wrapper, Object result) throws SQLException {
        Class<?> type = method.getReturnType();
        if (POINTING_BACK.contains(method.getName())
                && method.getParameterCount() == 0
                && !(wrapper instanceof DataSource)) {
            assertThat(result).isInstanceOfAny(TracingConnection.class, TracingStatement.class);
        } else if (WRAPPED.contains(type) && !Wrapper.class.isAssignableFrom(type)) {
            assertThat(result.getClass().getSimpleName()).isEqualTo("Tracing" + type.getSimpleName());
        } else if (WRAPPED.contains(type)) {
            assertThat(result.getClass().getSimpleName())
                    .isIn("Tracing" + type.getSimpleName(), "Counting" + type.getSimpleName());
            assertThat(((Wrapper) result).unwrap(driver.answer.getClass())).isSameAs(driver.answer);
        } else if (type.isPrimitive()) {
            assertThat(result).isEqualTo(driver.answer);
        } else {
            assertThat(result).isSameAs(driver.answer);
        }
    }

    private void throwsTheSame(Subject subject, Method method, Exception failure) {
        Exception thrown = failure instanceof RuntimeException ? failure : declared(method, failure);
        Object wrapper = subject.wrap().apply(driver.object(subject.type()));
        driver.failure = thrown;
        try {
            assertThat(catchThrowable(() -> RecordingDriver.invoke(wrapper, method, arguments(method))))
                    .isSameAs(thrown);
        } finally {
            driver.failure = null;
        }
    }

    private static Exception declared(Method method, Exception failure) {
        List<Class<?>> declared = List.of(method.getExceptionTypes());
        if (declared.contains(SQLFeatureNotSupportedException.class)) {
            return new SQLFeatureNotSupportedException("driver");
        }
        if (declared.contains(XAException.class)) {
            return new XAException("driver");
        }
        return declared.contains(SQLException.class) ? failure : new IllegalStateException("driver");
    }

    private List<Call> arrived(Object raw, Method method) {
        List<Call> arrived = new ArrayList<>();
        for (Call call : driver.calls) {
            if (call.receiver() == raw
                    && call.method().getName().equals(method.getName())
                    && Arrays.equals(call.method().getParameterTypes(), method.getParameterTypes())) {
                arrived.add(call);
            }
        }
        return arrived;
    }

    private Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(new Values(driver)::of)
                .toArray();
    }
}
