package dev.ormtracing.jdbc.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;

/**
 * Writes the forwarders ({@code Delegating…}) that the hand-written {@code Tracing…} classes extend.
 *
 * <p>They are checked in, not made by the build: a later JDK has more methods, and the jar must not depend on the JDK
 * that built it. Run {@code main} in this module's directory after a change here.
 */
final class WrapperGenerator {

    private static final Path PACKAGE = Path.of("src/main/generated/dev/ormtracing/jdbc/internal");

    /** What only data sources hand out; all others are made of connections. */
    private static final Set<Class<?>> SOURCES = Set.of(
            DataSource.class,
            ConnectionBuilder.class,
            ConnectionPoolDataSource.class,
            PooledConnectionBuilder.class,
            PooledConnection.class,
            XADataSource.class,
            XAConnectionBuilder.class,
            XAConnection.class,
            XAResource.class);

    /** One class to write: the forwarders of {@code type}, on top of {@code base} if there is one. */
    private record Wrapping(Class<?> type, String field, String base, String connection) {
        String room() {
            return SOURCES.contains(type) ? "source" : "proxy";
        }

        String className() {
            return "Delegating" + type.getSimpleName();
        }

        boolean isChained() {
            return !base.isEmpty();
        }
    }

    private static final List<Wrapping> WRAPPINGS = List.of(
            new Wrapping(Connection.class, "delegate", "", ""),
            new Wrapping(Statement.class, "delegate", "", ""),
            new Wrapping(PreparedStatement.class, "prepared", "TracedStatement", "ConnectionSpans"),
            new Wrapping(CallableStatement.class, "callable", "TracedPreparedStatement", "ConnectionSpans"),
            new Wrapping(ResultSet.class, "delegate", "", ""),
            new Wrapping(DatabaseMetaData.class, "delegate", "", ""),
            new Wrapping(DataSource.class, "delegate", "", ""),
            new Wrapping(ConnectionBuilder.class, "delegate", "", ""),
            new Wrapping(ConnectionPoolDataSource.class, "delegate", "", ""),
            new Wrapping(PooledConnectionBuilder.class, "delegate", "", ""),
            new Wrapping(PooledConnection.class, "delegate", "", ""),
            new Wrapping(XADataSource.class, "delegate", "", ""),
            new Wrapping(XAConnectionBuilder.class, "delegate", "", ""),
            new Wrapping(XAConnection.class, "xa", "TracedPooledConnection", "JdbcTracing"),
            new Wrapping(XAResource.class, "delegate", "", ""));

    /** What an application may have met without us too: from its own connection provider, or from a pool. */
    private static final Set<Class<?>> HAS_IDENTITY =
            Set.of(Connection.class, Statement.class, ResultSet.class, XAResource.class);

    public static void main(String[] args) throws IOException {
        for (Map.Entry<Path, String> file : files().entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
    }

    static Map<Path, String> files() {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Wrapping wrapping : WRAPPINGS) {
            files.put(PACKAGE.resolve(wrapping.room()).resolve(wrapping.className() + ".java"), source(wrapping));
        }
        return files;
    }

    private static String source(Wrapping wrapping) {
        return """
                // Written by WrapperGenerator (among the tests). Do not edit.
                package dev.ormtracing.jdbc.internal.%s;

                %s
                /** Passes every call of {@link %s} on to the wrapped object. */
                @NullUnmarked
                @SuppressWarnings({"deprecation", "removal"})
                %sabstract class %s %s {

                    final %s %s;

                %s%s%s%s}
                """.formatted(
                        wrapping.room(),
                        imports(wrapping),
                        wrapping.type().getName(),
                        visibility(wrapping),
                        wrapping.className(),
                        parents(wrapping),
                        wrapping.type().getName(),
                        wrapping.field(),
                        constructor(wrapping),
                        text(wrapping),
                        hooks(wrapping),
                        methods(wrapping).map(m -> method(wrapping, m)).collect(Collectors.joining()));
    }

    private static String imports(Wrapping wrapping) {
        String unmarked = imported(wrapping) + "import org.jspecify.annotations.NullUnmarked;\n";
        return isTraced(wrapping.type())
                ? "import dev.ormtracing.core.internal.tree.JdbcCall;\n"
                        + unmarked
                        + "import org.jspecify.annotations.Nullable;\n"
                : unmarked;
    }

    /** What a data source forwards by is in the room below. */
    private static String imported(Wrapping wrapping) {
        if (wrapping.room().equals("proxy")) {
            return "";
        }
        return (wrapping.connection().equals("JdbcTracing")
                        ? "import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;\n"
                        : "")
                + (Wrapper.class.isAssignableFrom(wrapping.type())
                        ? "import dev.ormtracing.jdbc.internal.proxy.Unwrapping;\n"
                        : "");
    }

    private static boolean isTraced(Class<?> type) {
        return type == Statement.class || type == PreparedStatement.class;
    }

    /** Below a public class a hidden one would get each of its methods a second time, as a bridge. */
    private static String visibility(Wrapping wrapping) {
        return wrapping.type() == Connection.class ? "public " : "";
    }

    private static String parents(Wrapping wrapping) {
        String implemented = "implements " + wrapping.type().getName();
        return wrapping.isChained() ? "extends " + wrapping.base() + " " + implemented : implemented;
    }

    private static String constructor(Wrapping wrapping) {
        if (!wrapping.isChained()) {
            return """
                        %1$s(%2$s delegate) {
                            this.delegate = delegate;
                        }
                    """.formatted(wrapping.className(), wrapping.type().getName())
                    .indent(0);
        }
        String more = wrapping.type() == CallableStatement.class ? "sql" : "";
        boolean parameters = wrapping.type() == PreparedStatement.class;
        return """
                %7$s    %1$s(%2$s delegate, %3$s owner%4$s) {
                        super(delegate, owner%5$s);
                        this.%6$s = delegate;
                %8$s    }
                """.formatted(
                        wrapping.className(),
                        wrapping.type().getName(),
                        wrapping.connection(),
                        more.isEmpty() ? "" : ", String sql",
                        more.isEmpty() ? "" : ", sql",
                        wrapping.field(),
                        parameters ? """
                                    /** Null unless the values of parameters are recorded. */
                                    final @Nullable StatementParameters parameters;

                                """ : "",
                        parameters ? "        this.parameters = owner.newParameters();\n" : "");
    }

    private static String text(Wrapping wrapping) {
        return wrapping.isChained() ? "" : """

                    /** Applications log what the driver's own says, and Hibernate puts it into messages. */
                    @Override
                    public java.lang.String toString() {
                        return delegate.toString();
                    }
                """ + (HAS_IDENTITY.contains(wrapping.type()) ? identity(wrapping) : "");
    }

    private static String identity(Wrapping wrapping) {
        return """

                    /** What the application has met without us is equal to what it works with. */
                    @Override
                    public boolean equals(Object other) {
                        return other == this
                                || delegate.equals(other instanceof %1$s traced ? traced.delegate : other);
                    }

                    @Override
                    public int hashCode() {
                        return delegate.hashCode();
                    }
                """.formatted(wrapping.className());
    }

    private static String hooks(Wrapping wrapping) {
        if (wrapping.type() == Statement.class) {
            return """

                        /** Starts the span of a statement that is given as text; null if there is nothing to trace. */
                        abstract @Nullable JdbcCall startQuery(String sql);

                        /** What the driver is to execute for that text. */
                        abstract String commented(String sql, @Nullable JdbcCall span);

                        /** Starts the span of the batch gathered so far; null if there is nothing to trace. */
                        abstract @Nullable JdbcCall startBatch();

                        abstract void end(@Nullable JdbcCall span, boolean returnsRows);

                        abstract void fail(@Nullable JdbcCall span, Throwable error);

                        abstract java.sql.ResultSet pointingBack(java.sql.ResultSet result);
                    """;
        }
        if (wrapping.type() == PreparedStatement.class) {
            return """

                        /** Starts the span of the prepared statement; null if there is nothing to trace. */
                        abstract @Nullable JdbcCall startQuery();
                    """;
        }
        if (wrapping.type() == Connection.class) {
            return """

                        abstract java.sql.Statement traced(java.sql.Statement statement);

                        abstract java.sql.PreparedStatement traced(java.sql.PreparedStatement statement, String sql);

                        abstract java.sql.CallableStatement traced(java.sql.CallableStatement statement, String sql);

                        /** Says what the driver is to prepare for that text. */
                        abstract String preparing(String sql);

                        abstract void prepareFailed(String sql, Throwable error);
                    """;
        }
        if (wrapping.type() == DatabaseMetaData.class) {
            return """

                        abstract java.sql.ResultSet pointingBack(java.sql.ResultSet result);
                    """;
        }
        return "";
    }

    private static Stream<Method> methods(Wrapping wrapping) {
        Stream<Method> methods =
                wrapping.isChained() ? Arrays.stream(wrapping.type().getDeclaredMethods()) : distinct(wrapping.type());
        return methods.filter(m -> !Modifier.isStatic(m.getModifiers()))
                .filter(m -> !m.isSynthetic())
                .sorted(Comparator.comparing(Method::getName).thenComparing(WrapperGenerator::parameters));
    }

    /** Without the method of a super-interface that the interface declares again with a narrower type. */
    private static Stream<Method> distinct(Class<?> type) {
        Map<String, Method> bySignature = new LinkedHashMap<>();
        for (Method method : type.getMethods()) {
            bySignature.merge(
                    method.getName() + parameters(method),
                    method,
                    (a, b) -> a.getReturnType().isAssignableFrom(b.getReturnType()) ? b : a);
        }
        return bySignature.values().stream();
    }

    private static String method(Wrapping wrapping, Method method) {
        return """

                    @Override
                    public %s%s %s(%s)%s {
                %s    }
                """.formatted(
                        typeVariables(method),
                        method.getGenericReturnType().getTypeName().replace('$', '.'),
                        method.getName(),
                        parameters(method),
                        exceptions(method),
                        body(wrapping, method).indent(8));
    }

    private static String body(Wrapping wrapping, Method method) {
        if (method.getDeclaringClass() == Wrapper.class) {
            return "return Unwrapping.%s(this, %s, a0);".formatted(method.getName(), wrapping.field());
        }
        if (isTraced(wrapping.type()) && method.getName().startsWith("execute")) {
            return traced(wrapping, method);
        }
        String call = call(wrapping, method);
        if (wrapping.isChained() && method.getName().startsWith("set")) {
            return captured(method, call);
        }
        if (wrapping.type() == DatabaseMetaData.class && method.getReturnType() == ResultSet.class) {
            return "return pointingBack(" + call + ");";
        }
        if (wrapping.type() == Connection.class && method.getName().equals("createStatement")) {
            return "return traced(" + call + ");";
        }
        if (wrapping.type() == Connection.class && method.getName().startsWith("prepare")) {
            return """
                    String sql = preparing(a0);
                    try {
                        return traced(%s, a0);
                    } catch (Throwable t) {
                        prepareFailed(a0, t);
                        throw t;
                    }
                    """.formatted(call(wrapping, method, "sql"));
        }
        boolean fluent = method.getReturnType() == wrapping.type();
        if (fluent) {
            return call + ";\nreturn this;";
        }
        return method.getReturnType() == void.class ? call + ";" : "return " + call + ";";
    }

    /** The value of a parameter, which is null for {@code setNull}, with the length of a stream where that is given. */
    private static String captured(Method method, String call) {
        Class<?>[] types = method.getParameterTypes();
        boolean withLength =
                types.length == 3 && (types[2] == int.class || types[2] == long.class) && isStream(types[1]);
        String value = method.getName().equals("setNull") ? "null" : withLength ? "a1, a2" : "a1";
        return """
                %s;
                if (parameters != null) {
                    parameters.set(a0, %s);
                }
                """.formatted(call, value);
    }

    private static boolean isStream(Class<?> type) {
        return type == InputStream.class || type == Reader.class;
    }

    private static String traced(Wrapping wrapping, Method method) {
        Class<?> type = method.getReturnType();
        return """
                JdbcCall span = %s;
                try {
                    %s result = %s;
                    end(span, %s);
                    return %s;
                } catch (Throwable t) {
                    fail(span, t);
                    throw t;
                }
                """.formatted(
                        start(method),
                        type.getTypeName(),
                        call(wrapping, method, "commented(a0, span)"),
                        type == ResultSet.class ? "true" : type == boolean.class ? "result" : "false",
                        type == ResultSet.class ? "pointingBack(result)" : "result");
    }

    private static String start(Method method) {
        if (method.getName().endsWith("Batch")) {
            return "startBatch()";
        }
        return method.getParameterCount() == 0 ? "startQuery()" : "startQuery(a0)";
    }

    private static String call(Wrapping wrapping, Method method) {
        return call(wrapping, method, "a0");
    }

    private static String call(Wrapping wrapping, Method method, String first) {
        String arguments = IntStream.range(0, method.getParameterCount())
                .mapToObj(i -> i == 0 ? first : "a" + i)
                .collect(Collectors.joining(", "));
        return wrapping.field() + "." + method.getName() + "(" + arguments + ")";
    }

    private static String parameters(Method method) {
        return IntStream.range(0, method.getParameterCount())
                .mapToObj(
                        i -> method.getGenericParameterTypes()[i].getTypeName().replace('$', '.') + " a" + i)
                .collect(Collectors.joining(", "));
    }

    private static String typeVariables(Method method) {
        TypeVariable<Method>[] variables = method.getTypeParameters();
        return variables.length == 0
                ? ""
                : Arrays.stream(variables).map(TypeVariable::getName).collect(Collectors.joining(", ", "<", "> "));
    }

    private static String exceptions(Method method) {
        Class<?>[] exceptions = method.getExceptionTypes();
        return exceptions.length == 0
                ? ""
                : Arrays.stream(exceptions).map(Class::getName).collect(Collectors.joining(", ", " throws ", ""));
    }
}
