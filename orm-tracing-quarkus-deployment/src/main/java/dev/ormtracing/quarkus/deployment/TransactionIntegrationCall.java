package dev.ormtracing.quarkus.deployment;

import dev.ormtracing.quarkus.internal.TracedTransactions;
import io.agroal.api.transaction.TransactionIntegration;
import io.quarkus.gizmo.Gizmo;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The one place where Quarkus tells a pool how it takes part in transactions: what it tells is wrapped. */
final class TransactionIntegrationCall extends RewrittenCall {

    private static final String DATA_SOURCES = "io.quarkus.agroal.runtime.DataSources";
    private static final String SETTER = "transactionIntegration";

    private static final Type INTEGRATION = Type.getType(TransactionIntegration.class);
    private static final String ARGUMENT = "(" + INTEGRATION.getDescriptor() + ")";

    TransactionIntegrationCall() {
        super(DATA_SOURCES, 1);
    }

    @Override
    MethodVisitor rewrite(@Nullable MethodVisitor next, Runnable place) {
        return new MethodVisitor(Gizmo.ASM_API_VERSION, next) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
                if (name.equals(SETTER) && descriptor.startsWith(ARGUMENT)) {
                    place.run();
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            Type.getInternalName(TracedTransactions.class),
                            "around",
                            Type.getMethodDescriptor(INTEGRATION, INTEGRATION),
                            false);
                }
                super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
            }
        };
    }
}
