package dev.ormtracing.jdbc.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A driver that notes its calls and answers each with a value of the type asked for, or with a failure. */
public final class RecordingDriver {

    public record Call(Object receiver, Method method, List<@Nullable Object> arguments) {}

    public final List<Call> calls = new ArrayList<>();

    @Nullable
    public Object answer;

    @Nullable
    public Throwable failure;

    public <T> T object(Class<T> type) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> type.getSimpleName();
                };
            }
            List<@Nullable Object> noted = new ArrayList<>();
            if (arguments != null) {
                noted.addAll(List.of(nullSafe(arguments)));
            }
            calls.add(new Call(proxy, method, noted));
            boolean asksForUs = method.getName().equals("isWrapperFor")
                    && ((Class<?>) arguments[0]).getPackage() == RecordingDriver.class.getPackage();
            return asksForUs ? false : answer(method);
        };
        return type.cast(
                Proxy.newProxyInstance(RecordingDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    public static Object invoke(Object receiver, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private @Nullable Object answer(Method method) throws Throwable {
        if (failure != null) {
            throw failure;
        }
        Object given = answer;
        boolean fits = given != null && Values.boxed(method.getReturnType()).isInstance(given);
        return fits ? given : new Values(this).of(method.getReturnType());
    }

    private static Object[] nullSafe(Object[] arguments) {
        Object[] safe = arguments.clone();
        for (int i = 0; i < safe.length; i++) {
            safe[i] = safe[i] == null ? "null" : safe[i];
        }
        return safe;
    }
}
