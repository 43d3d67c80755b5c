package dev.ormtracing.it.enhanced;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;

/**
 * Loads the entities of this package as Hibernate's enhancer makes them, which is what its Maven and Gradle plugins run
 * after the compiler. In a JVM that has loaded one of them before it fails: only what is called after {@link #done()}
 * may name them.
 */
final class Enhancement {

    private static final List<String> ENTITIES = List.of("Doc", "Owner", "Desk");

    static {
        Enhancer enhancer =
                BytecodeProviderInitiator.buildDefaultBytecodeProvider().getEnhancer(new DefaultEnhancementContext());
        Map<String, byte[]> classes = new LinkedHashMap<>();
        ENTITIES.forEach(entity -> classes.put(nameOf(entity), read(entity)));
        classes.forEach(enhancer::discoverTypes);
        classes.forEach((name, original) -> define(enhancer.enhance(name, original)));
    }

    private Enhancement() {}

    /** Once for a JVM. */
    static void done() {}

    private static String nameOf(String entity) {
        return Enhancement.class.getPackageName() + "." + entity;
    }

    private static byte[] read(String entity) {
        try (InputStream original = Enhancement.class.getResourceAsStream(entity + ".class")) {
            if (original == null) {
                throw new IllegalStateException(entity);
            }
            return original.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void define(byte[] enhanced) {
        try {
            MethodHandles.lookup().defineClass(enhanced);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
