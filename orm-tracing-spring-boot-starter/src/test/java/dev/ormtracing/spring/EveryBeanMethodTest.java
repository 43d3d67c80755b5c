package dev.ormtracing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.opentelemetry.api.OpenTelemetry;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKeyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/**
 * Every method of a DataSource bean arrives once at the application's object, with its arguments, its result and its
 * exception: those of the interface, and those of the pool's class, whatever they are called.
 */
class EveryBeanMethodTest {

    /** What arrives at the pool, and what it answers. */
    static final class Desk {

        final List<String> calls = new ArrayList<>();
        final List<@Nullable Object> arguments = new ArrayList<>();

        @Nullable
        Throwable failure;

        <T> T answer(String method, T answer, @Nullable Object... given) throws SQLException {
            calls.add(method);
            arguments.addAll(List.of(given));
            if (failure instanceof SQLException sql) {
                throw sql;
            }
            if (failure instanceof RuntimeException runtime) {
                throw runtime;
            }
            return answer;
        }
    }

    interface Labelled {
        Connection getConnection(Properties labels) throws SQLException;

        String unwrap(String text) throws SQLException;
    }

    /** Like the pools that have methods by the names of the interface's. */
    static class Pool implements DataSource, Labelled, AutoCloseable {

        static final Connection CONNECTION = proxy(Connection.class);
        static final ConnectionBuilder BUILDER = proxy(ConnectionBuilder.class);
        static final ShardingKeyBuilder KEYS = proxy(ShardingKeyBuilder.class);
        static final PrintWriter WRITER = new PrintWriter(PrintWriter.nullWriter());
        static final Logger LOGGER = Logger.getLogger("test");

        final Desk desk;

        @SuppressWarnings("unused") // Spring's proxies may need it.
        Pool() {
            this(new Desk());
        }

        Pool(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return desk.answer("getConnection", CONNECTION);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return desk.answer("getConnection", CONNECTION, user, password);
        }

        @Override
        public Connection getConnection(Properties labels) throws SQLException {
            return desk.answer("getConnection", CONNECTION, labels);
        }

        public Connection getConnection(String user, String password, Properties labels) throws SQLException {
            return desk.answer("getConnection", CONNECTION, user, password, labels);
        }

        public Connection getConnection(int node, String label) throws SQLException {
            return desk.answer("getConnection", CONNECTION, node, label);
        }

        @Override
        public ConnectionBuilder createConnectionBuilder() throws SQLException {
            return desk.answer("createConnectionBuilder", BUILDER);
        }

        public ConnectionBuilder createConnectionBuilder(String label) throws SQLException {
            return desk.answer("createConnectionBuilder", BUILDER, label);
        }

        @Override
        public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
            return desk.answer("createShardingKeyBuilder", KEYS);
        }

        @Override
        public PrintWriter getLogWriter() throws SQLException {
            return desk.answer("getLogWriter", WRITER);
        }

        @Override
        public void setLogWriter(PrintWriter out) throws SQLException {
            desk.answer("setLogWriter", out, out);
        }

        @Override
        public void setLoginTimeout(int seconds) throws SQLException {
            desk.answer("setLoginTimeout", seconds, seconds);
        }

        @Override
        public int getLoginTimeout() throws SQLException {
            return desk.answer("getLoginTimeout", 7);
        }

        @Override
        public Logger getParentLogger() {
            try {
                return desk.answer("getParentLogger", LOGGER);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T unwrap(Class<T> type) throws SQLException {
            return (T) desk.answer("unwrap", "unwrapped", type);
        }

        @Override
        public String unwrap(String text) throws SQLException {
            return desk.answer("unwrap", "text", text);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) throws SQLException {
            return desk.answer("isWrapperFor", true, type);
        }

        public boolean isWrapperFor(String text) throws SQLException {
            return desk.answer("isWrapperFor", true, text);
        }

        public String lent(Connection connection, String label) throws SQLException {
            return desk.answer("lent", "lent", connection, label);
        }

        @Override
        public void close() throws SQLException {
            desk.answer("close", "closed");
        }
    }

    /** No class can be below it, so the bean has its interfaces alone. */
    static final class FinalPool extends Pool {
        FinalPool(Desk desk) {
            super(desk);
        }
    }

    static Stream<Arguments> methodsOfTheClass() {
        return Stream.of(Pool.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(method -> Arguments.of(method.toString(), method));
    }

    static Stream<Arguments> methodsOfTheInterfaces() {
        return ClassUtils.getAllInterfacesForClassAsSet(FinalPool.class).stream()
                .flatMap(type -> Stream.of(type.getMethods()))
                .distinct()
                .map(method -> Arguments.of(method.toString(), method));
    }

    @ParameterizedTest
    @MethodSource("methodsOfTheClass")
    void methodOfAPool_arrivesOnce(String name, Method method) {
        Desk desk = new Desk();
        withBean(new Pool(desk), bean -> assertArrives(desk, bean, method));
    }

    @ParameterizedTest
    @MethodSource("methodsOfTheInterfaces")
    void methodOfAFinalPool_arrivesOnce(String name, Method method) {
        Desk desk = new Desk();
        withBean(new FinalPool(desk), bean -> assertArrives(desk, bean, method));
    }

    @ParameterizedTest
    @MethodSource("methodsOfTheClass")
    void failureOfAPool_isItsOwn(String name, Method method) {
        Desk desk = new Desk();
        withBean(new Pool(desk), bean -> assertFails(desk, bean, method));
    }

    @ParameterizedTest
    @MethodSource("methodsOfTheInterfaces")
    void failureOfAFinalPool_isItsOwn(String name, Method method) {
        Desk desk = new Desk();
        withBean(new FinalPool(desk), bean -> assertFails(desk, bean, method));
    }

    static Stream<DataSource> pools() {
        return Stream.of(new Pool(new Desk()), new FinalPool(new Desk()));
    }

    /** Other libraries make their proxies of {@code bean.getClass().getInterfaces()}. */
    @ParameterizedTest
    @MethodSource("pools")
    void bean_declaresItsInterfacesItself(DataSource pool) {
        withBean(
                pool,
                bean -> assertThat(bean.getClass().getInterfaces())
                        .contains(DataSource.class, Labelled.class, AutoCloseable.class));
    }

    private static void assertArrives(Desk desk, DataSource bean, Method method) {
        desk.calls.clear();
        desk.arguments.clear();
        Object[] arguments = argumentsFor(method);
        Object result = call(bean, method, arguments);

        assertThat(desk.calls).containsExactly(method.getName());
        assertThat(desk.arguments).containsExactly(arguments);
        if (result instanceof ConnectionBuilder builder) {
            assertThat(builder.toString()).isEqualTo(Pool.BUILDER.toString());
        } else {
            assertThat(result).isEqualTo(call(new Pool(new Desk()), method, arguments));
        }
    }

    private static void assertFails(Desk desk, DataSource bean, Method method) {
        boolean checked = List.of(method.getExceptionTypes()).contains(SQLException.class);
        Throwable failure = checked ? new SQLException("test") : new IllegalArgumentException("test");
        desk.failure = failure;
        try {
            assertThat(catchThrowable(() -> method.invoke(bean, argumentsFor(method))))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isSameAs(failure);
        } finally {
            desk.failure = null;
        }
    }

    private static @Nullable Object call(Object receiver, Method method, Object... arguments) {
        try {
            return method.invoke(receiver, arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object[] argumentsFor(Method method) {
        return Stream.of(method.getParameterTypes())
                .map(EveryBeanMethodTest::argument)
                .toArray();
    }

    private static Object argument(Class<?> type) {
        if (type == int.class) {
            return 3;
        }
        if (type == Class.class) {
            return Runnable.class;
        }
        if (type == Properties.class) {
            return new Properties();
        }
        if (type == PrintWriter.class) {
            return Pool.WRITER;
        }
        return type == Connection.class ? Pool.CONNECTION : "text";
    }

    /** Without an SDK, so that results are the pool's own and not traced. */
    private static void withBean(DataSource pool, Consumer<DataSource> assertions) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(OrmTracingAutoConfiguration.class))
                .withBean(OpenTelemetry.class, OpenTelemetry::noop)
                .withBean(DataSource.class, () -> pool)
                .run(context -> {
                    DataSource bean = context.getBean(DataSource.class);
                    assertThat(bean).isNotSameAs(pool);
                    assertions.accept(bean);
                });
    }

    private static <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                EveryBeanMethodTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> type.getSimpleName();
                }));
    }
}
