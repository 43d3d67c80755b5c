package dev.ormtracing.quarkus.deployment;

import dev.ormtracing.hibernate.internal.install.ContainerInstallation;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.gizmo.Gizmo;
import java.io.IOException;
import java.io.InputStream;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.internal.SessionFactoryImpl;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The one place where Quarkus makes a session factory. It calls the constructor, and asks nobody; so the call is replaced by
 * one of ours, with the same arguments, while the application is built.
 */
final class SessionFactoryCall {

    private static final String BUILDER = "io.quarkus.hibernate.orm.runtime.boot.FastBootEntityManagerFactoryBuilder";
    private static final String METHOD = "build";

    private static final String FACTORY = Type.getInternalName(SessionFactoryImpl.class);
    private static final Type[] ARGUMENTS = {
        Type.getType(MetadataImplementor.class),
        Type.getType(SessionFactoryOptions.class),
        Type.getType(BootstrapContext.class)
    };
    private static final String CONSTRUCTOR = Type.getMethodDescriptor(Type.VOID_TYPE, ARGUMENTS);
    private static final String REPLACEMENT =
            Type.getMethodDescriptor(Type.getType(SessionFactoryImpl.class), ARGUMENTS);

    private SessionFactoryCall() {}

    /** Whether the Quarkus that builds the application has the call as it is known. */
    static boolean isFound() {
        String file = BUILDER.replace('.', '/') + ".class";
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream bytes = loader.getResourceAsStream(file)) {
            if (bytes == null) {
                return false;
            }
            Search search = new Search();
            new ClassReader(bytes).accept(search, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return search.created == 1 && search.constructed == 1;
        } catch (IOException e) {
            return false;
        }
    }

    static BytecodeTransformerBuildItem transformer() {
        return new BytecodeTransformerBuildItem.Builder()
                .setClassToTransform(BUILDER)
                .setVisitorFunction((name, next) -> new Replacement(next))
                .build();
    }

    private static boolean isConstructor(int opcode, String owner, String name, String descriptor) {
        return opcode == Opcodes.INVOKESPECIAL
                && owner.equals(FACTORY)
                && name.equals("<init>")
                && descriptor.equals(CONSTRUCTOR);
    }

    private static final class Search extends ClassVisitor {

        private int created;
        private int constructed;

        Search() {
            super(Gizmo.ASM_API_VERSION);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String signature, String generic, String[] exceptions) {
            return !method.equals(METHOD)
                    ? null
                    : new MethodVisitor(Gizmo.ASM_API_VERSION) {
                        @Override
                        public void visitTypeInsn(int opcode, String type) {
                            created += opcode == Opcodes.NEW && type.equals(FACTORY) ? 1 : 0;
                        }

                        @Override
                        public void visitMethodInsn(
                                int opcode, String owner, String name, String descriptor, boolean ofInterface) {
                            constructed += isConstructor(opcode, owner, name, descriptor) ? 1 : 0;
                        }
                    };
        }
    }

    private static final class Replacement extends ClassVisitor {

        Replacement(ClassVisitor next) {
            super(Gizmo.ASM_API_VERSION, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String generic, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, method, descriptor, generic, exceptions);
            return method.equals(METHOD) ? new InMethod(next) : next;
        }
    }

    /** Leaves out {@code new} and {@code dup}, and calls a method with the arguments of the constructor. */
    private static final class InMethod extends MethodVisitor {

        private boolean isCreated;

        InMethod(MethodVisitor next) {
            super(Gizmo.ASM_API_VERSION, next);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            isCreated = opcode == Opcodes.NEW && type.equals(FACTORY);
            if (!isCreated) {
                super.visitTypeInsn(opcode, type);
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (isCreated && opcode == Opcodes.DUP) {
                isCreated = false;
            } else {
                super.visitInsn(opcode);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            if (isConstructor(opcode, owner, name, descriptor)) {
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        Type.getInternalName(ContainerInstallation.class),
                        "build",
                        REPLACEMENT,
                        false);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
            }
        }
    }
}
