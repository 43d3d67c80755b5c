package dev.ormtracing.testing.internal.regression;

import dev.ormtracing.testing.FinishedTest;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a test is called in a baseline. */
final class TestNames {

    private TestNames() {}

    /** Class and method, with its parameters where the class has several of that name, and the number of the invocation. */
    static String of(FinishedTest test) {
        return test.testClass().getName() + "." + test.method().getName() + overload(test) + test.invocation();
    }

    private static String overload(FinishedTest test) {
        String name = test.method().getName();
        long methods = Arrays.stream(test.testClass().getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && method.getName().equals(name))
                .count();
        return methods < 2
                ? ""
                : Arrays.stream(test.method().getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    /** Whether there is such a test still; what cannot be loaded is gone. */
    static boolean exists(String test) {
        String[] parts = test.split("[(\\[]", 2)[0].split("\\.(?=[^.]+$)", 2);
        if (parts.length < 2) {
            return false;
        }
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            for (Class<?> type = Class.forName(parts[0], false, loader); type != null; type = type.getSuperclass()) {
                if (Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals(parts[1]))) {
                    return true;
                }
            }
            return false;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
