package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other libraries make their proxies of {@code object.getClass().getInterfaces()}, which leaves out inherited ones. */
class DeclaredInterfacesTest {

    static List<Class<?>> wrappers() throws Exception {
        Path classes = Path.of(TracedConnection.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> wrappers = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes.resolve("dev/ormtracing/jdbc/internal"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace(".class", "");
                Class<?> type = Class.forName(name.replace(file.getFileSystem().getSeparator(), "."));
                if (!Modifier.isAbstract(type.getModifiers())
                        && !type.isInterface()
                        && jdbcInterfaces(type).findAny().isPresent()) {
                    wrappers.add(type);
                }
            }
        }
        return wrappers;
    }

    @Test
    void everyKindOfWrapper_isFound() throws Exception {
        assertThat(wrappers())
                .contains(TracedConnection.class, TracedCallableStatement.class, CountingResultSet.class)
                .hasSizeGreaterThanOrEqualTo(17);
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void wrapper_declaresItsJdbcInterfaceItself(Class<?> wrapper) {
        Class<?> mostSpecific = jdbcInterfaces(wrapper)
                .filter(type ->
                        jdbcInterfaces(wrapper).allMatch(other -> other == type || !type.isAssignableFrom(other)))
                .findFirst()
                .orElseThrow();

        assertThat(wrapper.getInterfaces()).contains(mostSpecific);
    }

    @Test
    void proxyOfAConnectionsInterfaces_isAConnection() throws Exception {
        RecordedSpans spans = new RecordedSpans();
        try (Connection connection = ConnectionTracing.wrap(TracedStatementsTest.h2(), spans.tracing)
                        .getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(proxy(connection)).isInstanceOf(Connection.class);
            assertThat(proxy(statement)).isInstanceOf(Statement.class);
        }
    }

    private static Object proxy(Object object) {
        return Proxy.newProxyInstance(
                DeclaredInterfacesTest.class.getClassLoader(),
                object.getClass().getInterfaces(),
                (proxy, method, arguments) -> method.invoke(object, arguments));
    }

    private static Stream<Class<?>> jdbcInterfaces(Class<?> type) {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            for (Class<?> each : current.getInterfaces()) {
                if (each.getName().startsWith("java.sql.")
                        || each.getName().startsWith("javax.sql.")
                        || each.getName().startsWith("javax.transaction.")) {
                    all.add(each);
                }
            }
        }
        all.remove(Wrapper.class);
        return all.stream();
    }
}
