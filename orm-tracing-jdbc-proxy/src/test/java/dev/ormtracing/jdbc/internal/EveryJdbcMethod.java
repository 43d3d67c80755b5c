package dev.ormtracing.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.jdbc.internal.RecordingDriver.Call;
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
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Calls each method of each wrapped interface of the running JDK, default ones included: the call arrives once, with the
 * same arguments; the result or the failure that comes back is the driver's own, or a wrapper of it where one is due.
 */
public abstract class EveryJdbcMethod {

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

    protected final RecordedSpans spans = new RecordedSpans();
    protected final RecordingDriver driver = new RecordingDriver();

    /** A wrapper around an object of the recording driver. */
    public record Subject(Class<?> type, Function<Object, Object> wrap) {}

    protected abstract List<Subject> subjects();

    /** What the methods that point back give. */
    protected abstract Class<?>[] owners();

    /** The methods of the oldest JDK are more than that. */
    protected abstract int atLeast();

    @TestFactory
    Stream<DynamicContainer> everyMethod_isPassedOn() {
        return subjects().stream()
                .map(subject -> DynamicContainer.dynamicContainer(
                        subject.type().getSimpleName(),
                        methods(subject)
                                .map(m -> DynamicTest.dynamicTest(m.toGenericString(), () -> check(subject, m)))));
    }

    @Test
    void methods_areMany() {
        long methods = subjects().stream().flatMap(EveryJdbcMethod::methods).count();

        System.out.println("JDBC methods on JDK " + Runtime.version().feature() + ": " + methods);
        assertThat(methods).isGreaterThan(atLeast());
    }

    private static Stream<Method> methods(Subject subject) {
        return Arrays.stream(subject.type().getMethods()).filter(m -> !Modifier.isStatic(m.getModifiers()));
    }

    private void check(Subject subject, Method method) throws Throwable {
        long swallowed = Guard.failures();
        passesOn(subject, method);
        throwsTheSame(subject, method, new SQLException("driver"));
        throwsTheSame(subject, method, new IllegalStateException("driver"));
        assertThat(spans.isQuiet()).isTrue();
        assertThat(Guard.failures()).isEqualTo(swallowed);
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

    /** Whether what arrived stands for the argument. */
    protected boolean isAdapter(Object arrived, Object argument) {
        return false;
    }

    private void checkResult(Method method, Object wrapper, Object result) throws SQLException {
        Class<?> type = method.getReturnType();
        if (POINTING_BACK.contains(method.getName())
                && method.getParameterCount() == 0
                && !(wrapper instanceof DataSource)) {
            assertThat(result).isInstanceOfAny(owners());
        } else if (WRAPPED.contains(type) && !Wrapper.class.isAssignableFrom(type)) {
            assertThat(result.getClass().getSimpleName()).isEqualTo("Traced" + type.getSimpleName());
        } else if (WRAPPED.contains(type)) {
            assertThat(result.getClass().getSimpleName())
                    .isIn("Traced" + type.getSimpleName(), "Counting" + type.getSimpleName());
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
