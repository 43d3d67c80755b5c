package dev.ormtracing.it.architecture;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The calls of the library's methods, in order, while they are recorded. Of one thread. */
public final class Calls {

    private static @Nullable List<String> recorded;

    private Calls() {}

    static void record() {
        recorded = new ArrayList<>(1000);
    }

    static List<String> recorded() {
        List<String> calls = recorded;
        recorded = null;
        return calls;
    }

    /** Called by each method of the library; what is called while it notes that is not noted. */
    public static void called(String method) {
        List<String> calls = recorded;
        if (calls != null) {
            calls.add(method);
        }
    }

    /** Goes into each method. */
    static final class OfMethod {

        private OfMethod() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#t.#m") String method) {
            called(method);
        }
    }

    /** Goes into the methods of what a thread has. */
    static final class OfSlot {

        private OfSlot() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object slot) {
            called(OneFind.LOOK_UP + slot);
        }
    }
}
