package dev.ormtracing.quarkus.deployment;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.gizmo.Gizmo;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;

/** A call in a class of Quarkus that becomes another one while the application is built, if it is there as it is known. */
abstract class RewrittenCall {

    private final String className;
    private final int places;

    /** @param places how often the class has what is rewritten; with another number it is not the class that is known */
    RewrittenCall(String className, int places) {
        this.className = className;
        this.places = places;
    }

    /** Writes the method anew, and runs {@code place} at each place. */
    abstract MethodVisitor rewrite(@Nullable MethodVisitor next, Runnable place);

    /** Whether the Quarkus that builds the application has the call; then it is rewritten. */
    final boolean applyTo(BuildProducer<BytecodeTransformerBuildItem> transformers) {
        if (!isFound()) {
            return false;
        }
        transformers.produce(new BytecodeTransformerBuildItem.Builder()
                .setClassToTransform(className)
                .setVisitorFunction((name, next) -> new Rewriting(next, () -> {}))
                .build());
        return true;
    }

    private boolean isFound() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream bytes = loader.getResourceAsStream(className.replace('.', '/') + ".class")) {
            if (bytes == null) {
                return false;
            }
            AtomicInteger found = new AtomicInteger();
            new ClassReader(bytes).accept(new Rewriting(null, found::incrementAndGet), ClassReader.SKIP_DEBUG);
            return found.get() == places;
        } catch (IOException e) {
            return false;
        }
    }

    private final class Rewriting extends ClassVisitor {

        private final Runnable place;

        Rewriting(@Nullable ClassVisitor next, Runnable place) {
            super(Gizmo.ASM_API_VERSION, next);
            this.place = place;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, @Nullable String generic, String @Nullable [] exceptions) {
            return rewrite(super.visitMethod(access, name, descriptor, generic, exceptions), place);
        }
    }
}
