package dev.ormtracing.core.internal.context;

import dev.ormtracing.core.internal.base.Guard;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Internal: OpenTelemetry's Java agent, if the application runs with it. It makes a span for the outermost statement of a
 * thread that is no wrapper, and knows which one that is by counting how deep it is. So it is told that ours are wrappers,
 * and counts ours as it would its own. No method throws.
 */
public final class JavaAgent {

    private static final String PACKAGE = "io.opentelemetry.javaagent.";

    /** The question comes from the caller of {@code unwrap}, and not from far above. */
    private static final int NEAREST_FRAMES = 5;

    /** Whether it is there and counts. */
    public static final boolean COUNTS;

    private static final @Nullable MethodHandle ENTER;
    private static final @Nullable MethodHandle LEAVE;

    static {
        MethodHandle[] counter = counter();
        ENTER = counter == null ? null : counter[0];
        LEAVE = counter == null ? null : counter[1];
        COUNTS = counter != null;
    }

    private JavaAgent() {}

    /** Whether the code that calls is the agent's. */
    public static boolean isAsking() {
        return ENTER != null
                && StackWalker.getInstance()
                        .walk(frames -> frames.limit(NEAREST_FRAMES)
                                .map(StackFrame::getClassName)
                                .anyMatch(name -> name.startsWith(PACKAGE)));
    }

    /** From here to {@link #leaveStatement()}, on this thread, the agent makes no span of a statement. */
    public static void enterStatement() {
        call(ENTER);
    }

    public static void leaveStatement() {
        call(LEAVE);
    }

    private static void call(@Nullable MethodHandle handle) {
        if (handle != null) {
            try {
                int ignored = (int) handle.invokeExact();
            } catch (Throwable e) {
                Guard.report(e);
            }
        }
    }

    private static MethodHandle @Nullable [] counter() {
        try {
            Class<?> type = Class.forName(PACKAGE + "bootstrap.CallDepth", false, null);
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodType plain = MethodType.methodType(int.class);
            MethodHandle ofThread = MethodHandles.insertArguments(
                    lookup.findStatic(type, "forClass", MethodType.methodType(type, Class.class)), 0, Statement.class);
            return new MethodHandle[] {
                MethodHandles.filterReturnValue(ofThread, lookup.findVirtual(type, "getAndIncrement", plain)),
                MethodHandles.filterReturnValue(ofThread, lookup.findVirtual(type, "decrementAndGet", plain))
            };
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            // No agent, or one that has become different: then both spans show.
            return null;
        }
    }
}
