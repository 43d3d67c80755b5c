package dev.ormtracing.it.reliability;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A driver whose calls somebody looks at, and changes; what the observer throws, the call throws. */
final class ObservedDataSource {

    /** Told of a call, its arguments included. Does nothing of itself. */
    interface Observer {

        default void called(String call) throws Throwable {}

        default boolean isLeftOut(String call) {
            return false;
        }

        default @Nullable Object answered(Method method, @Nullable Object answer) throws Throwable {
            return answer;
        }

        default Throwable failed(SQLException failure) {
            return failure;
        }
    }

    /** Each call that gives one of these is observed further. The first that fits. */
    private static final List<Class<?>> OBSERVED = List.of(
            CallableStatement.class, PreparedStatement.class, Statement.class, ResultSet.class, Connection.class);

    private static final Pattern OF_TRACING = Pattern.compile("Connection\\.(isWrapperFor|unwrap|getMetaData)\\[");

    private ObservedDataSource() {}

    static DataSource of(DataSource driver, Observer observer) {
        return (DataSource) proxy(DataSource.class, driver, null, observer);
    }

    /** What tracing asks a connection before it knows it: whether it is traced already, and for its URL. */
    static boolean isOfTracing(String call) {
        return OF_TRACING.matcher(call).lookingAt();
    }

    private static Object proxy(Class<?> type, Object target, @Nullable Object owner, Observer observer) {
        return Proxy.newProxyInstance(
                ObservedDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                new Handler(type.getSimpleName(), target, owner, observer));
    }

    private record Handler(
            String type, Object target, @Nullable Object owner, Observer observer) implements InvocationHandler {

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(self, method, arguments);
            }
            // The way back up leads to the same objects as the way down.
            if (owner != null
                    && (method.getName().equals("getConnection")
                            || method.getName().equals("getStatement"))) {
                return owner;
            }
            String call = type + "." + method.getName() + (arguments == null ? "[]" : Arrays.deepToString(arguments));
            observer.called(call);
            Object answer = observer.isLeftOut(call) ? null : answer(method, arguments);
            return observed(self, method, observer.answered(method, answer));
        }

        private @Nullable Object answer(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause() instanceof SQLException sql ? observer.failed(sql) : failure.getCause();
            }
        }

        private @Nullable Object observed(Object self, Method method, @Nullable Object answer) {
            if (answer == null || method.getName().equals("unwrap")) {
                return answer;
            }
            return OBSERVED.stream()
                    .filter(type -> type.isInstance(answer))
                    .findFirst()
                    .map(type -> proxy(type, answer, self, observer))
                    .orElse(answer);
        }

        private Object ofObject(Object self, Method method, Object @Nullable [] arguments) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> type + " observed";
            };
        }
    }
}
