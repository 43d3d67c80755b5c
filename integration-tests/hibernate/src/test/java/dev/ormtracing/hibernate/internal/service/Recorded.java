package dev.ormtracing.hibernate.internal.service;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands for an object of Hibernate's or the application's that implements every method itself, and notes each call. */
final class Recorded implements InvocationHandler {

    /** A call that has arrived. */
    record Call(Method method, List<@Nullable Object> arguments) {

        boolean isOf(Method other) {
            return method.getName().equals(other.getName())
                    && List.of(method.getParameterTypes()).equals(List.of(other.getParameterTypes()));
        }
    }

    /** An interface that only the application knows. */
    public interface OfTheApplication {

        String ofTheApplication(String argument);
    }

    final Object object;
    final List<Call> calls = new ArrayList<>();
    final SampleValues values;

    @Nullable
    Object answer;

    @Nullable
    Throwable failure;

    Recorded(Class<?> role, SampleValues values) {
        this.values = values;
        this.object = Proxy.newProxyInstance(
                Recorded.class.getClassLoader(), new Class<?>[] {role, OfTheApplication.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "recorded";
            };
        }
        List<@Nullable Object> given = new ArrayList<>();
        if (arguments != null) {
            given.addAll(Arrays.asList(arguments));
        }
        calls.add(new Call(method, given));
        if (failure != null) {
            throw failure;
        }
        answer = values.of(method.getReturnType());
        return answer;
    }
}
