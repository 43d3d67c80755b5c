package dev.ormtracing.hibernate.internal.delegation;

import dev.ormtracing.core.internal.base.Guard;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a short-lived object of Hibernate: a query, a load access, a cursor. The proxy implements every public
 * interface of the original, returns itself where the original does, and is equal to what the original is equal to.
 */
public abstract class Delegation implements InvocationHandler {

    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            return constructorFor(type);
        }
    };

    private final Object target;

    protected Delegation(Object target) {
        this.target = target;
    }

    /** The proxy, or the original itself if there can be none. */
    @SuppressWarnings("unchecked")
    public static <T> T proxy(T original, Delegation delegation) {
        try {
            return (T) CONSTRUCTORS.get(original.getClass()).newInstance(delegation);
        } catch (Throwable e) {
            Guard.report(e);
            return original;
        }
    }

    /** The delegation behind a proxy, null if the object is none. */
    protected static @Nullable Delegation behind(@Nullable Object object) {
        if (object == null || !Proxy.isProxyClass(object.getClass())) {
            return null;
        }
        InvocationHandler handler = Proxy.getInvocationHandler(object);
        return handler instanceof Delegation delegation ? delegation : null;
    }

    /**
     * Spring Data takes any query that is a JDK proxy for one of Spring's, and asks for what is behind by
     * {@code unwrap(null)}, which Hibernate does not know.
     */
    @Override
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return invokeOnObject(method, arguments);
        }
        Object wanted =
                arguments != null && arguments.length == 1 && isUnwrap(method) ? arguments[0] : method.getReturnType();
        if (wanted == null) {
            return target;
        }
        Object result = call(method, arguments);
        if (result != target) {
            return result;
        }
        return ((Class<?>) wanted).isInstance(proxy) ? proxy : result;
    }

    private static boolean isUnwrap(Method method) {
        return method.getName().equals("unwrap");
    }

    /** Called for everything but the methods of {@link Object}. */
    protected abstract @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;

    protected final @Nullable Object proceed(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    protected final Object target() {
        return target;
    }

    private Object invokeOnObject(Method method, @Nullable Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "equals":
                Object other = arguments == null ? null : arguments[0];
                Delegation delegation = behind(other);
                return target.equals(delegation == null ? other : delegation.target);
            case "hashCode":
                return target.hashCode();
            default:
                return target.toString();
        }
    }

    private static Constructor<?> constructorFor(Class<?> type) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            for (Class<?> each : current.getInterfaces()) {
                if (Modifier.isPublic(each.getModifiers())) {
                    interfaces.add(each);
                }
            }
        }
        try {
            return Proxy.newProxyInstance(
                            type.getClassLoader(), interfaces.toArray(new Class<?>[0]), (p, method, arguments) -> null)
                    .getClass()
                    .getConstructor(InvocationHandler.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
