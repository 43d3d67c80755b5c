package dev.ormtracing.hibernate.internal.subclass;

import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.internal.SessionFactoryRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What is written into a stream for a traced session factory. Hibernate finds the factory again by a method of its
 * class that is private, so subclasses do not have it.
 */
final class SerializedFactory implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** From this one on the JDK warns of the final fields that are set. */
    private static final int FINAL_IS_FINAL = 26;

    private final String uuid;
    private final @Nullable String name;

    SerializedFactory(String uuid, @Nullable String name) {
        this.uuid = uuid;
        this.name = name;
    }

    /** Hibernate's own form, which is read where this library is not; where that cannot be made, one of this class. */
    static Object of(SessionFactoryImplementor factory) {
        try {
            if (Runtime.version().feature() < FINAL_IS_FINAL) {
                return plain(factory);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError closed) {
            // By the module system, or a native image.
        }
        return new SerializedFactory(factory.getUuid(), factory.getName());
    }

    /** An object of Hibernate's class, good for nothing but to be written. */
    private static Object plain(SessionFactoryImplementor factory) throws ReflectiveOperationException {
        Object plain = constructorForSerialization().newInstance();
        for (Field field : SessionFactoryImpl.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                field.setAccessible(true);
                field.set(plain, field.get(factory));
            }
        }
        return plain;
    }

    /** By what the JDK has for libraries that serialize; by name, since a compiler warns of it. */
    private static Constructor<?> constructorForSerialization() throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        return (Constructor<?>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(
                        factory.getMethod("getReflectionFactory").invoke(null),
                        SessionFactoryImpl.class,
                        Object.class.getDeclaredConstructor());
    }

    /** Resolves the factory as Hibernate's does. */
    @Serial
    private Object readResolve() throws ObjectStreamException {
        SessionFactory found = SessionFactoryRegistry.INSTANCE.findSessionFactory(uuid, name);
        if (found == null) {
            throw new InvalidObjectException("No SessionFactory with uuid [" + uuid + "] and name [" + name + "]");
        }
        return found;
    }
}
