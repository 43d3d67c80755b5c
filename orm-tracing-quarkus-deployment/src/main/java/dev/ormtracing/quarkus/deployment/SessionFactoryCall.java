package dev.ormtracing.quarkus.deployment;

import dev.ormtracing.hibernate.internal.install.ContainerInstallation;
import io.quarkus.gizmo.Gizmo;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.internal.SessionFactoryImpl;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The one place where Quarkus makes a session factory. It calls the constructor, and asks nobody; a method of ours with the
 * same arguments takes its place.
 */
final class SessionFactoryCall extends RewrittenCall {

    private static final String BUILDER = "io.quarkus.hibernate.orm.runtime.boot.FastBootEntityManagerFactoryBuilder";

    private static final String FACTORY = Type.getInternalName(SessionFactoryImpl.class);
    private static final Type[] ARGUMENTS = {
        Type.getType(MetadataImplementor.class),
        Type.getType(SessionFactoryOptions.class),
        Type.getType(BootstrapContext.class)
    };
    private static final String CONSTRUCTOR = Type.getMethodDescriptor(Type.VOID_TYPE, ARGUMENTS);

    /** {@code new} and the constructor. */
    SessionFactoryCall() {
        super(BUILDER, 2);
    }

    @Override
    MethodVisitor rewrite(@Nullable MethodVisitor next, Runnable place) {
        return new WithoutNew(next, place);
    }

    private static final class WithoutNew extends MethodVisitor {

        private final Runnable place;
        private boolean isCreated;

        WithoutNew(@Nullable MethodVisitor next, Runnable place) {
            super(Gizmo.ASM_API_VERSION, next);
            this.place = place;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW && type.equals(FACTORY)) {
                isCreated = true;
                place.run();
            } else {
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
            if (opcode == Opcodes.INVOKESPECIAL && owner.equals(FACTORY) && descriptor.equals(CONSTRUCTOR)) {
                place.run();
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        Type.getInternalName(ContainerInstallation.class),
                        "build",
                        Type.getMethodDescriptor(Type.getType(SessionFactoryImpl.class), ARGUMENTS),
                        false);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
            }
        }
    }
}
