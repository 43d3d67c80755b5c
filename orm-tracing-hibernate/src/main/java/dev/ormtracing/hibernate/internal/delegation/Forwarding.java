package dev.ormtracing.hibernate.internal.delegation;

import dev.ormtracing.core.internal.base.Guard;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a hand-written wrapper would hide of the original: interfaces that only the application knows, and default
 * methods that a newer Hibernate has added and the original overrides. The proxy sends to the wrapper what that
 * implements itself, and everything else to the original.
 */
public final class Forwarding implements InvocationHandler {

    private final Object original;
    private final Object wrapper;

    private Forwarding(Object original, Object wrapper) {
        this.original = original;
        this.wrapper = wrapper;
    }

    /** The wrapper itself if it hides nothing, as with Hibernate's own classes; else the two of them as one. */
    @SuppressWarnings("unchecked")
    public static <T> T complete(T original, T wrapper) {
        try {
            Set<Class<?>> interfaces = interfacesOf(original.getClass());
            if (hidesNothing(original, wrapper, interfaces)) {
                return wrapper;
            }
            interfaces.addAll(interfacesOf(wrapper.getClass()));
            return (T) Proxy.newProxyInstance(
                    original.getClass().getClassLoader(),
                    interfaces.toArray(new Class<?>[0]),
                    new Forwarding(original, wrapper));
        } catch (Throwable e) {
            Guard.report(e);
            return wrapper;
        }
    }

    private static boolean hidesNothing(Object original, Object wrapper, Set<Class<?>> interfaces) {
        for (Class<?> type : interfaces) {
            if (isHibernates(original) && !isStoodFor(type, wrapper)) {
                continue;
            }
            if (!type.isInstance(wrapper)) {
                return false;
            }
            for (Method method : type.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())
                        && isImplementedBy(original, method)
                        && !isWrapped(wrapper, method)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * What else Hibernate's own listeners implement, it has called before they are wrapped. A proxy would cost each
     * operation for nothing.
     */
    private static boolean isHibernates(Object original) {
        return isHibernates(original.getClass());
    }

    private static boolean isHibernates(Class<?> type) {
        return type.getName().startsWith("org.hibernate.");
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return arguments != null && arguments.length == 1
                    ? proxy == arguments[0] || original.equals(arguments[0])
                    : call(original, method, arguments);
        }
        return call(isWrapped(wrapper, method) ? wrapper : original, method, arguments);
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Whether the class of the wrapper itself names the interface; a class of Hibernate's above it may have more. */
    private static boolean isStoodFor(Class<?> type, Object wrapper) {
        return Arrays.asList(wrapper.getClass().getInterfaces()).contains(type);
    }

    /** What the wrapper has from a class of Hibernate's would not reach the original. */
    private static boolean isWrapped(Object wrapper, Method method) {
        Class<?> implementor = implementor(wrapper, method);
        return implementor != null && !isHibernates(implementor);
    }

    private static boolean isImplementedBy(Object object, Method method) {
        return implementor(object, method) != null;
    }

    /** The class that has the method, null if it is only the default of an interface. */
    private static @Nullable Class<?> implementor(Object object, Method method) {
        if (!method.getDeclaringClass().isInstance(object)) {
            return null;
        }
        try {
            Class<?> implementor = object.getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .getDeclaringClass();
            return implementor.isInterface() ? null : implementor;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static Set<Class<?>> interfacesOf(Class<?> type) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            for (Class<?> each : current.getInterfaces()) {
                if (Modifier.isPublic(each.getModifiers())) {
                    interfaces.add(each);
                }
            }
        }
        return interfaces;
    }
}
