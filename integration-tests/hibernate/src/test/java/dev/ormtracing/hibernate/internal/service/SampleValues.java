package dev.ormtracing.hibernate.internal.service;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of any type: the given ones where they fit, else a new one. */
final class SampleValues {

    private static final int DEPTH = 3;

    private final List<Object> given;

    SampleValues(Object... given) {
        this.given = List.of(given);
    }

    @Nullable
    Object of(Class<?> type) {
        return of(type, DEPTH);
    }

    private @Nullable Object of(Class<?> type, int depth) {
        for (Object each : given) {
            if (type != Object.class && type.isInstance(each)) {
                return each;
            }
        }
        if (type.isPrimitive()) {
            return primitive(type);
        }
        if (type == String.class || type == Object.class || type == CharSequence.class) {
            return new String("text");
        }
        if (type == Class.class) {
            return Thread.class;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 1);
        }
        return type.isInterface() ? proxy(type) : constructed(type, depth);
    }

    private static @Nullable Object primitive(Class<?> type) {
        if (type == void.class) {
            return null;
        }
        if (type == boolean.class) {
            return true;
        }
        return type == long.class ? (Object) 17L : type == int.class ? (Object) 17 : '7';
    }

    private Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(
                SampleValues.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "sample " + type.getSimpleName();
                        };
                    }
                    return of(method.getReturnType(), DEPTH);
                });
    }

    private @Nullable Object constructed(Class<?> type, int depth) {
        if (depth == 0 || Modifier.isAbstract(type.getModifiers())) {
            return null;
        }
        Constructor<?>[] constructors = type.getConstructors();
        Arrays.sort(constructors, Comparator.comparingInt(Constructor::getParameterCount));
        for (Constructor<?> constructor : constructors) {
            try {
                return constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                        .map(parameter -> of(parameter, depth - 1))
                        .toArray());
            } catch (ReflectiveOperationException | RuntimeException next) {
                // The next one may take what there is.
            }
        }
        return null;
    }
}
