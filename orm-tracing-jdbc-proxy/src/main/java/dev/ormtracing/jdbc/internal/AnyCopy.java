package dev.ormtracing.jdbc.internal;

/** An object may be of another copy of the library, in another class loader: it is known by the name of its class. */
final class AnyCopy {

    private AnyCopy() {}

    static boolean isInstance(Object object, Class<?> type) {
        return type.isInstance(object) || object.getClass().getName().equals(type.getName());
    }
}
