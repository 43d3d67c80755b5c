package dev.ormtracing.it.backends;

import java.util.Arrays;

/** Runs another main class as long as a process lives: a test that is killed leaves no server behind. */
public final class Companion {

    private Companion() {}

    /** Arguments: the process to live for, the main class, and its arguments. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        ProcessHandle.of(Long.parseLong(arguments[0]))
                .orElseThrow()
                .onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1));
        Class.forName(arguments[1]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 2, arguments.length));
    }
}
