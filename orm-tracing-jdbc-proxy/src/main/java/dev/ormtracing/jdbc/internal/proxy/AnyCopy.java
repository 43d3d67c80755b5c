package dev.ormtracing.jdbc.internal.proxy;

/** An object may be of another copy of the library, in another class loader: it is known by the name of its class. */
public final class AnyCopy {

    private AnyCopy() {}

    public static boolean isInstance(Object object, Class<?> type) {
        return type.isInstance(object) || object.getClass().getName().equals(type.getName());
    }
}
