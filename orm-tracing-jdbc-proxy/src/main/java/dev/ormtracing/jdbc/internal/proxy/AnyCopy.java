package dev.ormtracing.jdbc.internal.proxy;

/** An object may be of another copy of the library, in another class loader: it is known by the names of its classes. */
public final class AnyCopy {

    private AnyCopy() {}

    public static boolean isInstance(Object object, Class<?> type) {
        return type.isInstance(object) || isSubclass(object.getClass(), type);
    }

    static boolean isSubclass(Class<?> candidate, Class<?> type) {
        Class<?> known = candidate;
        while (known != null && !known.getName().equals(type.getName())) {
            known = known.getSuperclass();
        }
        return known != null;
    }
}
