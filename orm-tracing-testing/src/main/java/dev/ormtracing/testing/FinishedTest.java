package dev.ormtracing.testing;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A test that has passed, for a {@link FinishedTestListener}. Not for applications.
 *
 * @param invocation which run of the method it was, {@code [2]}; empty for a method that runs once
 * @param trees what the test has left visible, see {@link Traces#clear()}
 * @param recorder what has recorded them: the same object for tests that share an SDK
 * @param run what belongs to the run of all tests
 * @since 0.1.0
 */
public record FinishedTest(
        Class<?> testClass, Method method, String invocation, List<SpanTree> trees, Object recorder, Run run) {

    /**
     * A run of tests. Not for applications.
     *
     * @since 0.1.0
     */
    public interface Run {

        /** The JUnit configuration parameter or system property of this name, or null. */
        @Nullable
        String parameter(String name);

        /** The object of this class that the run has, made when it is first asked for; closed after the last test. */
        <T extends AutoCloseable> T get(Class<T> type, Supplier<T> creator);
    }

    /** Class and method as messages name them: {@code OrderServiceTest.checkout}. */
    public String shortName() {
        return testClass.getSimpleName() + "." + method.getName() + invocation;
    }
}
